using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Guides;

/// <summary>The script as text, and beside it how an agent will read it.</summary>
public sealed partial class ScriptEditor
{
    private string? _text, _start;

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required SampleCase Sample { get; set; }

    private string? Wrong => Problems is [var first, ..] ? WordsOf(first) : null;

    protected override string WordsOf(Refusal problem) =>
        problem.Code == "template.mark" ? L["UnknownMarks", string.Join(", ", CaseMarks.Unknown(_text ?? "", Campaign.Schema).Distinct())] : base.WordsOf(problem);

    protected override void OnInitialized() => (_text, _start) = (Begin.Text, Begin.Text);

    private Task ChangeAsync(string? text)
    {
        _text = text ?? "";
        return OnChanged.InvokeAsync(new ScriptGuide(_text));
    }
}
