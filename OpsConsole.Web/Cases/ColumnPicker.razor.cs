using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Cases;

/// <summary>Chooses columns, their order, names, widths and which stay in sight. The grid follows each step; keeping them is a button.</summary>
public sealed partial class ColumnPicker
{
    private static readonly string[] Sources = [CaseField.Management, SchemaField.Survey, SchemaField.Base, SchemaField.Meta];

    private readonly HashSet<string> _folded = [];
    private PickedColumns _picked = null!;
    private IReadOnlyList<CaseField> _fields = [];
    private GridSet? _taken;
    private GridWords _words = null!;
    private CaseField? _editing;
    private string _search = "", _said = "";
    private string? _focus = "cp-find";
    private int _total;

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    /// <summary>What the grid shows.</summary>
    [Parameter, EditorRequired]
    public required GridSet Set { get; set; }

    [Parameter, EditorRequired]
    public required string CloseHref { get; set; }

    [Parameter]
    public bool MayReset { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<ColumnChoice>> OnChange { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<ColumnChoice>> OnKeep { get; set; }

    [Parameter]
    public EventCallback OnReset { get; set; }

    [CascadingParameter]
    private Look Look { get; set; } = Look.Default;

    [Inject]
    private Microsoft.Extensions.Localization.IStringLocalizer<GridTexts> GridWords { get; set; } = null!;

    [Inject]
    private Microsoft.Extensions.Localization.IStringLocalizer<ControlTexts> Words { get; set; } = null!;

    [Inject]
    private FieldLabels Labels { get; set; } = null!;

    [Inject]
    private ProfileDesk Profile { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private IEnumerable<Block> Blocks => Sources.Select(BlockOf).Where(b => b.Lines.Count > 0);

    protected override void OnInitialized()
    {
        _fields = FieldCatalog.Of(Campaign).Fields;
        _total = _fields.Count;
        _words = new(GridWords, Words, Labels);
    }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_taken, Set))
            return;
        _taken = Set;
        if (_picked is null || !_picked.All.SequenceEqual(Set.Choices))      // changed elsewhere: back, forward, the menu of a column
            _picked = new(Set.Choices);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } next)
            return;
        _focus = null;
        await Js.InvokeVoidAsync("oc.focus", next);
    }

    private Block BlockOf(string source)
    {
        var all = _fields.Where(f => f.Source == source).ToList();
        var searched = TextFold.Fold(_search);
        var lines = all.Select(f => new Line(f, Labels[f], _picked.Find(f.Source, f.Name), HeadOf(f)))
            .Where(l => searched.Length == 0 || TextFold.Fold(l.Name).Contains(searched, StringComparison.Ordinal) || TextFold.Fold(l.Head).Contains(searched, StringComparison.Ordinal))
            .OrderBy(l => l.Choice is null ? int.MaxValue : _picked.PlaceOf(l.Choice)).ToList();
        return new(source, L["Block." + source], all.Count(f => _picked.Find(f.Source, f.Name) is not null), all.Count, !_folded.Contains(source) || searched.Length > 0, lines);
    }

    private string HeadOf(CaseField field) => _picked.Find(field.Source, field.Name)?.Alias is { Length: > 0 } alias ? alias : _words.Head(field);

    private void Search(ChangeEventArgs change) => _search = (change.Value as string)?.Trim() ?? "";

    private void Fold(string source)
    {
        if (!_folded.Remove(source))
            _folded.Add(source);
    }

    private void Edit(CaseField? field)
    {
        _focus = field is null ? $"cp-edit-{_editing?.Token}" : "cp-alias";
        _editing = field;
    }

    private Task ShowOneAsync(CaseField field, bool shown)
    {
        if (shown)
            _picked.Show(field.Source, field.Name);
        else if (_picked.Find(field.Source, field.Name) is { } choice)
            _picked.Hide(choice);
        if (field == _editing)
            _editing = null;
        return ChangedAsync();
    }

    private Task ShowAllAsync(string source, bool shown)
    {
        foreach (var field in _fields.Where(f => f.Source == source))
            if (shown)
                _picked.Show(field.Source, field.Name);
            else if (_picked.Find(field.Source, field.Name) is { } choice)
                _picked.Hide(choice);
        return ChangedAsync();
    }

    private async Task MoveAsync(ColumnMoveEventArgs move)
    {
        if (Of(move.Column) is not { } column)
            return;
        var moved = move.To is null ? _picked.Move(column, move.Step) : Of(move.To) is { } other && _picked.Move(column, other);
        _said = L["Moved", _words.Labels[_fields.First(f => f.Token == move.Column)], _picked.PlaceOf(column), _picked.Count];
        _focus = $"cp-hand-{move.Column}";
        if (moved)
            await ChangedAsync();
    }

    private Task RenameAsync(CaseField field, string? alias) => ChangeAsync(field, column => column with { Alias = string.IsNullOrWhiteSpace(alias) ? null : alias.Trim() });

    private Task WidenAsync(CaseField field, string? width) => ChangeAsync(field, column => column with
    {
        Width = int.TryParse(width, NumberStyles.Integer, CultureInfo.InvariantCulture, out var pixels) ? Math.Clamp(pixels, ColumnChoice.NarrowestWidth, ColumnChoice.WidestWidth) : null,
    });

    private Task FreezeAsync(CaseField field, bool frozen) => Of(field.Token) is { } column && _picked.Freeze(column, frozen) ? ChangedAsync() : Task.CompletedTask;

    /// <summary>From what it is by now: two boxes may have changed at once.</summary>
    private Task ChangeAsync(CaseField field, Func<ColumnChoice, ColumnChoice> change)
    {
        if (Of(field.Token) is not { } column || change(column) is var changed && changed == column)
            return Task.CompletedTask;
        _picked.Replace(column, changed);
        return ChangedAsync();
    }

    private Task ResetAsync()
    {
        (_editing, _focus) = (null, "cp-find");
        return OnReset.InvokeAsync();
    }

    private Task ChangedAsync() => OnChange.InvokeAsync(_picked.All);

    private async Task KeepDensityAsync(string density) =>
        await Profile.ChooseAsync(null, null, density, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);

    private ColumnChoice? Of(string token) => _fields.FirstOrDefault(f => f.Token == token) is { } field ? _picked.Find(field.Source, field.Name) : null;

    private sealed record Line(CaseField Field, string Name, ColumnChoice? Choice, string Head);

    private sealed record Block(string Source, string Name, int Shown, int All, bool IsOpen, IReadOnlyList<Line> Lines);
}
