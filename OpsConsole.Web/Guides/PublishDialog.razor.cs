using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Guides;

namespace OpsConsole.Web.Guides;

/// <summary>What the publication changes for everybody, said before it is done.</summary>
public sealed partial class PublishDialog
{
    private const int Shown = 8;

    private string? _note;

    [Parameter, EditorRequired]
    public required GuideKind Kind { get; set; }

    [Parameter, EditorRequired]
    public required GuideDiff Diff { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>With the note.</summary>
    [Parameter]
    public EventCallback<string?> OnPublish { get; set; }

    /// <summary>The names of limits and roles are words of the page.</summary>
    private string Said(string line) => line.StartsWith(ProtocolGuide.ApproverMark, StringComparison.Ordinal) ? L["Protocol.NewApprover", Shell["Role." + line[ProtocolGuide.ApproverMark.Length..]]]
        : line.StartsWith(BenefitGuide.LimitMark, StringComparison.Ordinal) && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? L["Limit." + line[BenefitGuide.LimitMark.Length..end]] + line[end..] : line;

    private IEnumerable<(string Key, IReadOnlyList<string> Lines)> Parts => new (string, IReadOnlyList<string>)[]
    {
        ("added", Diff.Added), ("renamed", [.. Diff.Renamed.Select(r => $"{r.Before} → {r.After}")]), ("removed", Diff.Removed), ("changed", Diff.Changed),
    }.Where(part => part.Item2.Count > 0);
}
