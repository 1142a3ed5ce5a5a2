using System.Text.RegularExpressions;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.People;

/// <summary>What an administrator enters of a person. What the role does not use is not kept (docs/rules.md, "One role a user").</summary>
public sealed partial record PersonForm
{
    public const int NameMax = 120, EmailMax = 256, PasswordMax = 256;

    public string? Name { get; init; }
    public string? Email { get; init; }
    public Role? Role { get; init; }
    public int? BranchId { get; init; }
    public IReadOnlyList<int> RegionIds { get; init; } = [];
    public IReadOnlyList<int> CampaignIds { get; init; } = [];

    public bool NeedsBranch => Role is People.Role.Agent or People.Role.BranchHead;
    public bool NeedsRegions => Role is People.Role.RegionalSupervisor;
    public bool TakesCampaigns => Role is People.Role.Agent or People.Role.BackOffice;

    /// <summary>The shape alone: whether what is named exists is the desk's to ask.</summary>
    public IEnumerable<Refusal> Check()
    {
        if (TextRules.Check(Name, "name", NameMax) is { } name)
            yield return name;
        if (TextRules.Check(Email, "email", EmailMax) is { } email)
            yield return email;
        else if (!Address().IsMatch(Email!.Trim()))
            yield return new("person.email_invalid", "email");
        if (Role is null)
            yield return new("required", "role");
        if (NeedsBranch && BranchId is null)
            yield return new("required", "branch");
        if (NeedsRegions && RegionIds.Count == 0)
            yield return new("required", "regions");
    }

    /// <param name="minLength">Characters at least; no other rule of composition.</param>
    public static Refusal? CheckPassword(string? password, int minLength) =>
        string.IsNullOrEmpty(password) ? new("required", "password")
        : password.Length < minLength ? new("person.password_short", "password", password.Length, minLength)
        : password.Length > PasswordMax ? new("too_long", "password", password.Length, PasswordMax) : null;

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")]
    private static partial Regex Address();
}
