using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Guides;

/// <summary>The marks that a text of this project can hold, by what they stand for; a press puts one where the cursor stood.</summary>
public sealed partial class MarkPicker : IAsyncDisposable
{
    private const int BeforeBase = 5;

    private GuideScript _script = default!;

    /// <summary>Of the project whose marks there are.</summary>
    [Parameter]
    public BaseSchema? Schema { get; set; }

    /// <summary>Other marks than those of a project.</summary>
    [Parameter]
    public IReadOnlyList<(string Mark, string Said)>? Marks { get; set; }

    /// <summary>The box that it writes into.</summary>
    [Parameter, EditorRequired]
    public required string Into { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private IEnumerable<(string Mark, string Said)> Offered => Marks ??
    [
        .. CaseMarks.Names.Select(name => ($"@{name}@", L["Mark." + name].Value)),
        .. (Schema ?? BaseSchema.Empty).Of(SchemaField.Base).Select((column, n) => (string.Create(CultureInfo.InvariantCulture, $"@base{n + BeforeBase}@"), column.Name)),
    ];

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    protected override void OnInitialized() => _script = new(Js);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _script.LoadAsync(Assets);
    }

    private Task InsertAsync(string mark) => _script.CallAsync("insert", Into, mark);
}
