using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Guides;

/// <summary>One motive: how it closes, what it asks for, and its texts with their length as the transactional system will take them.</summary>
public sealed partial class MotiveEditor
{
    private string? _focus;

    [Parameter, EditorRequired]
    public required MotiveDraft Draft { get; set; }

    /// <summary>Where the rules name it.</summary>
    [Parameter, EditorRequired]
    public required string Place { get; set; }

    [Parameter, EditorRequired]
    public required SampleCase Sample { get; set; }

    /// <summary>Characters that the transactional system takes.</summary>
    [Parameter, EditorRequired]
    public required int Longest { get; set; }

    /// <summary>For what is added.</summary>
    [Parameter, EditorRequired]
    public required Func<int> NextId { get; set; }

    [Parameter]
    public IReadOnlyList<Refusal> Problems { get; set; } = [];

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private IReadOnlyList<(string, string)> Marks => [.. ObservationTemplate.Marks.Select(mark => ($"{{{mark}}}", L["Data." + mark].Value))];

    private IEnumerable<string> Closures => new[] { Motive.Attended, Motive.Annulled }.Union([Draft.Closure]);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } id)
        {
            _focus = null;
            await Js.InvokeVoidAsync("oc.focus", id);
        }
    }

    private Task AddTextAsync()
    {
        var text = new TextDraft(NextId(), new(""));
        Draft.Texts.Add(text);
        _focus = Id(text, Draft.ChosenBy == TextChoice.None ? "text" : "name");
        return SetAsync(() => { });
    }

    private void Ask(string need, bool on)
    {
        if (on)
            Draft.Needs.Add(need);
        else
            Draft.Needs.Remove(need);
    }

    private Task SetAsync(Action set)
    {
        set();
        return OnChanged.InvokeAsync();
    }

    private string? Problem(string field) => Problems.FirstOrDefault(p => p.Field == $"{Place}.{field}") is { } found ? Words[found] : null;

    private string? TextProblem(int at, TextDraft text)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"texts.{at}.text");
        return Problems.Any(p => p.Field == $"{Place}.{field}" && p.Code == "template.mark") && ObservationTemplate.Unknown(text.Text).Distinct().Select(mark => $"{{{mark}}}").ToList() is { Count: > 0 } unknown
            ? L["UnknownMarks", string.Join(", ", unknown)] : Problem(field);
    }

    private string? Bad(string field) => Problem(field) is null ? null : "true";

    private static string Id(TextDraft text, string part) => string.Create(CultureInfo.InvariantCulture, $"text-{text.Id}-{part}");

    private static string Text(ChangeEventArgs e) => e.Value as string ?? "";
}
