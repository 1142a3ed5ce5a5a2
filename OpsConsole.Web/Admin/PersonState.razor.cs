using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

public sealed partial class PersonState
{
    [Parameter, EditorRequired]
    public required PersonRow Person { get; set; }
}
