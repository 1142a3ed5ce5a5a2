using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Campaigns;

/// <summary>Stays in sight: the one way to save, what stands against it, and the choice when somebody else saved first.</summary>
public sealed partial class ProjectFoot
{
    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public string? Trouble { get; set; }

    [Parameter]
    public Outcome.Conflict? Conflict { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>What differs from the form, by name.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> NameOf { get; set; }

    [Parameter]
    public EventCallback OnTheirs { get; set; }

    [Parameter]
    public EventCallback OnMine { get; set; }

    private string Sentence
    {
        get
        {
            var who = Conflict!.ChangedBy ?? L["Conflict.Somebody"].Value;
            var when = Conflict.ChangedAt is { } at ? Formats.Moment(at, Zone) : Formats.Nothing;
            return Conflict.Theirs.Count == 0 ? L["Conflict.Same", who, when] : L["Conflict", who, when, string.Join(", ", Conflict.Theirs.Keys.Select(NameOf).Distinct())];
        }
    }
}
