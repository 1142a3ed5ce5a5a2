using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Protocols;

namespace OpsConsole.Web.Guides;

/// <summary>A version of a protocol, to read.</summary>
public sealed partial class ProtocolSheet
{
    [Parameter, EditorRequired]
    public required ProtocolTable Table { get; set; }
}
