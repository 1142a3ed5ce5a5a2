using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Controls;

public sealed partial class StateBadge
{
    [Parameter, EditorRequired]
    public required CaseStatus Status { get; set; }
}
