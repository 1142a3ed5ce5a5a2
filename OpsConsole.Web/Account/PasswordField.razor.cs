using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Account;

public sealed partial class PasswordField
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What a password manager is to put there: current-password or new-password.</summary>
    [Parameter, EditorRequired]
    public required string Autocomplete { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public string? Help { get; set; }

    private Task ChangeAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync((string?)change.Value);
}
