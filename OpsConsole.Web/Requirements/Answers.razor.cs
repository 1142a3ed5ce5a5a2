using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Web.Requirements;

/// <summary>The answers to a ticket.</summary>
public sealed partial class Answers
{
    [Parameter, EditorRequired]
    public required RequirementTicket Ticket { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }
}
