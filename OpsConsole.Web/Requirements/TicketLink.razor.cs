using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Web.Requirements;

/// <summary>The number of a ticket.</summary>
public sealed partial class TicketLink
{
    [Parameter, EditorRequired]
    public required RequirementTicket Ticket { get; set; }

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }
}
