using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>The right side of a case of the cell: each sees what is theirs to do. What is typed stays when it is refused, and when somebody else was quicker.</summary>
public sealed partial class CellPanel
{
    private readonly Dictionary<string, bool> _checks = [];
    private string? _answer, _cause, _management, _observations, _caseState, _second, _area, _note, _mark, _markNote, _clash;
    private long _version, _theirs;
    private bool _filled;
    private CellManagement? _base;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CellRights Rights { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private CaseCommands Commands { get; set; } = default!;

    private Escalation Escalation => Case.Row.Subject!.Escalation!;

    private RepeatCell Cell => Case.Settings.Cell;

    private string? AreaHelp => Cell.Cause(_cause) is { OwnerArea: { } owner } ? L["Area.Owner", AreaOf(owner)].Value : Escalation.Form.Area is { } proposed ? L["Area.Proposed", AreaOf(proposed)].Value : null;

    protected override void OnParametersSet()
    {
        if (!_filled)
            Fill();
        else if (Equals(Escalation.Management, _base))      // others worked at something else
            _version = Case.Row.Version;
    }

    private void Fill()
    {
        var managed = Escalation.Management;
        (_filled, _version, _base) = (true, Case.Row.Version, managed);
        (_cause, _management, _observations, _caseState, _second) = (managed?.Cause ?? Escalation.Form.Cause, managed?.Management, managed?.Observations, managed?.CaseState, managed?.SecondObservation);
        _checks.Clear();
        foreach (var (point, yes) in managed?.Checks ?? Escalation.Form.Checks)
            _checks[point] = yes;
        _area ??= Cell.Cause(_cause)?.OwnerArea ?? Escalation.Form.Area ?? "";
        _mark ??= (Rights.Manages ? Escalation.BackRuling : Escalation.AreaRuling)?.Mark;
    }

    private void Check((string Point, bool Yes) answer) => _checks[answer.Point] = answer.Yes;

    private Task SaveAsync() => SaveAsync(_version);

    private Task SaveAnywayAsync() => SaveAsync(_theirs);

    private Task SaveAsync(long version) => DoAsync("Toast.Managed", async () =>
    {
        var outcome = await Commands.ManageAsync(Case.Number, version, new()
        {
            Cause = _cause == Escalation.Form.Cause ? null : _cause,
            Checks = (Cell.Cause(_cause)?.Checklist ?? []).Where(p => _checks.ContainsKey(p.Code)).ToDictionary(p => p.Code, p => _checks[p.Code]),
            Management = Given(_management),
            Observations = Given(_observations),
            CaseState = Given(_caseState),
            SecondObservation = Given(_second),
        }, CancellationToken.None);
        if (outcome is Outcome.Conflict { Version: var theirs } conflict)
            (_clash, _theirs) = (L["Clash", conflict.ChangedBy ?? L["SomebodyElse"]], theirs);
        else if (outcome is Outcome.Done)
            (_filled, _clash) = (false, null);
        return outcome;
    });

    private Task EscalateAsync() => DoAsync("Toast.Escalated", async () =>
    {
        var outcome = await Commands.EscalateAsync(Case.Number, _area, Given(_note), CancellationToken.None);
        if (outcome is Outcome.Done)
            _note = null;
        return outcome;
    });

    private Task AnswerAsync() => DoAsync("Toast.Answered", async () =>
    {
        var outcome = await Commands.AnswerAsync(Case.Number, Given(_answer), CancellationToken.None);
        if (outcome is Outcome.Done)
            _answer = null;
        return outcome;
    });

    private Task RuleAsync() => DoAsync("Toast.Ruled", async () =>
    {
        var outcome = await Commands.RuleAsync(Case.Number, _mark, Given(_markNote), CancellationToken.None);
        return outcome is Outcome.Invalid { Errors: var errors } ? new Outcome.Invalid([.. errors.Select(e => e.Field == "note" ? e with { Field = "markNote" } : e)]) : outcome;
    });

    private Task DoAsync(string done, Func<Task<Outcome>> command) => RunAsync(command, _ =>
    {
        Toasts.Show(L[done, Case.Number]);
        return OnChanged.InvokeAsync();
    });

    /// <summary>Whoever was quicker is told beside the form.</summary>
    protected override string? TroubleOf(Outcome outcome) => outcome is Outcome.Conflict or { Refusals.Count: > 0 } ? null : base.TroubleOf(outcome);

    protected override string IdOf(string field) => field == "mark" ? $"form-mark-{Cell.QualityMarks[0].Code}" : base.IdOf(field);

    private string AreaOf(string code) => Cell.Area(code)?.Label ?? code;
}
