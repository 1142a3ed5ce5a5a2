using System.Linq.Expressions;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>A text, compared without case and accents; ordered by the folded value, then by the value as it came.</summary>
internal sealed record TextField(string Source, string Name, string Key) : CaseField(Source, Name, FieldType.Text)
{
    /// <summary>Whether the value as it came is stored beside the folded one.</summary>
    public bool HasRaw { get; init; } = true;

    internal override Expression? GroupKey(FilterContext context) => HasRaw ? Terms.JsonRaw(Key) : Terms.JsonKey(Key, false);

    internal override Reading ReadValue(JsonElement value, FilterContext context) => ReadText(value, context);

    internal override Expression Test(Comparison how, Operand with, bool holds, FilterContext context) =>
        TextTests.Test(Terms.JsonText(Key), Terms.JsonKey(Key, context.Walk && Indexed), how, with.Texts, holds);

    internal override IReadOnlyList<SortKey> SortKeys(FilterContext context) =>
        HasRaw ? [new(Terms.JsonKey(Key, false)), new(Terms.JsonRaw(Key))] : [new(Terms.JsonKey(Key, false))];

    /// <summary>A text, or what a parameter stands for, as text.</summary>
    internal static Reading ReadText(JsonElement value, FilterContext context)
    {
        if (!OperandReader.IsParameter(value, out var name))
            return OperandReader.Text(value);
        var (actor, places) = (context.Actor, context.Places);
        IEnumerable<string>? texts = name switch
        {
            "me" => [actor.Name],
            "my_branch" => places.Branches.Where(b => actor.BranchIds.Contains(b.Id)).Select(b => b.Code),
            "my_region" => MyRegions(context).Select(r => r.Code),
            "my_campaigns" => places.Campaigns.Where(c => !actor.HiddenCampaignIds.Contains(c.Id) && (actor.CampaignIds.Count == 0 || actor.CampaignIds.Contains(c.Id))).Select(c => c.Code),
            _ => null,
        };
        return texts is null ? new Reading(null, FilterLimits.BadValue) : new Operand { Texts = [.. texts.Select(TextFold.Fold)] };
    }

    internal static IEnumerable<Place> MyRegions(FilterContext context)
    {
        var own = context.Places.Branches.Where(b => context.Actor.BranchIds.Contains(b.Id)).Select(b => b.RegionId).ToHashSet();
        return context.Places.Regions.Where(r => own.Contains(r.Id) || context.Actor.RegionIds.Contains(r.Id));
    }
}
