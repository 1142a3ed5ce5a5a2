using Microsoft.Extensions.Localization;
using OpsConsole.Domain.People;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Campaigns;

/// <summary>Says in one sentence who sees a project, as CampaignAccess.Admits decides it.</summary>
public static class AccessSentence
{
    public static string Of(IStringLocalizer<SettingsTexts> words, IReadOnlyList<Role> roles, IReadOnlyList<string> branches, IReadOnlyList<string> people)
    {
        if (roles.Count == 0 && branches.Count == 0)
            return people.Count == 0 ? words["Sees.All"] : words["Sees.People", Join(words, people)];
        var who = roles.Count == 0 ? words["Sees.AnyRole"].Value : Join(words, [.. roles.Select(role => words["Roles." + role].Value)]);
        var where = branches.Count == 0 ? who : words["Sees.Of", who, Join(words, branches)];
        return people.Count == 0 ? words["Sees.Group", where] : words["Sees.GroupAndPeople", where, Join(words, people)];
    }

    private static string Join(IStringLocalizer<SettingsTexts> words, IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : words["Sees.And", string.Join(", ", parts.SkipLast(1)), parts[^1]];
}
