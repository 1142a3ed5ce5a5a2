using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Guides;

/// <summary>The causes of a cell, one fold each: name, checklist, procedure, owning area.</summary>
public sealed partial class ChecklistEditor
{
    private List<CauseDraft> _drafts = [];

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    protected override void OnInitialized() => _drafts = [.. Begin.Causes.Select(cause => new CauseDraft(cause))];

    private Task SetAsync(Action set)
    {
        set();
        StateHasChanged();
        return OnChanged.InvokeAsync(new ChecklistGuide([.. _drafts.Select(d => d.Cause)]));
    }

    private bool HasProblem(int at) => Problems.Any(p => p.Field?.StartsWith(Place(at, ""), StringComparison.Ordinal) is true);

    private string? Bad(int at, string field) => Problem(Place(at, field)) is null ? null : "true";

    private static string Place(int at, string field) => string.Create(CultureInfo.InvariantCulture, $"causes.{at}.{field}");

    private static string Id(CauseDraft draft, string field) => $"cause-{draft.Start.Code}-{field}";

    /// <summary>A cause while it is edited; its boxes begin with <see cref="Start"/> and are the browser's afterwards.</summary>
    private sealed class CauseDraft(CellCause start)
    {
        public CellCause Start { get; } = start;
        public string Label { get; set; } = start.Label;
        public string Points { get; set; } = string.Join('\n', start.Checklist.Select(p => p.Text));
        public string Procedure { get; set; } = start.Procedure ?? "";
        public string Owner { get; set; } = start.OwnerArea ?? "";

        public CellCause Cause => Start with
        {
            Label = Label,
            Procedure = string.IsNullOrWhiteSpace(Procedure) ? null : Procedure.Trim(),
            OwnerArea = Owner.Length == 0 ? null : Owner,
            Checklist = [.. Points.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => Start.Checklist.FirstOrDefault(p => p.Text == text) ?? new CheckPoint("", text))],
        };
    }
}
