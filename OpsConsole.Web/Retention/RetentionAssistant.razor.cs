using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Retention;

/// <summary>How a withdrawal request ends, or waits: state, motive, what the motive asks for, and the text for the transactional system. The rules speak while it is typed.</summary>
public sealed partial class RetentionAssistant
{
    /// <summary>What is asked, in the order of the page.</summary>
    private static readonly string[] Order =
        [RetentionDraft.State, RetentionDraft.Motive, RetentionDraft.Service, RetentionDraft.Complaint, RetentionDraft.ComplaintType, "benefit", RetentionDraft.Percentage, "benefit.skip", RetentionDraft.Start, RetentionDraft.Months, RetentionDraft.CrossSale,
            .. RetentionData.All, RetentionDraft.Phone, RetentionDraft.Variant, RetentionDraft.Said, RetentionDraft.Override, RetentionDraft.Next];

    private readonly Dictionary<string, string> _first = [];
    private readonly HashSet<string> _proposals = [];
    private HashSet<string> _shown = [];
    private MotiveCatalogue _catalogue = MotiveCatalogue.Empty;
    private string? _lost, _proposed;
    private bool _tried;

    public RetentionRequest Request { get; private set; } = default!;

    /// <summary>What the rules say of what stands there now.</summary>
    public RetentionVerdict Verdict { get; private set; } = new();

    /// <summary>Somebody wants to keep a phone or a name in the text, and will say why.</summary>
    public bool SaysWhy { get; private set; }

    public RetentionDraft Now => Typed;

    public AlertCase Of => Case;

    /// <summary>What stands in the observation is somebody's own.</summary>
    public bool IsEdited => !string.IsNullOrWhiteSpace(Typed[RetentionDraft.Said]) && !_proposals.Contains(Typed[RetentionDraft.Said]);

    protected override string FormId => "disposition-form";

    protected override RetentionDraft Empty => RetentionDraft.Empty;

    protected override string Standing => $"{Case.Row.Subject?.Path}|{Case.Row.Subject?.Observations}|{Case.Row.Subject?.Data}|{Case.Row.NextContactAt:O}";

    protected override IReadOnlyList<string> Fields { get; } = ["dispositionPath", "dispositionData", "observations", "nextContactAt"];

    protected override bool Closes => State is { Final: true };

    private MotiveCatalogue Catalogue => Case.Settings.Retention;

    private RetentionState? State => Typed.Chosen(Catalogue).State;

    /// <summary>One card a state; the one that shares another's motives is a choice within that.</summary>
    private IEnumerable<StateOffer> Cards => RetentionRules.Offers(Request, Case.Detail.Attempts, Case.Settings, Case.Time).Where(offer => offer.State.SameMotivesAs is null);

    private RetentionState? FollowUp => Catalogue.State(Typed[RetentionDraft.State]) is { } card ? Catalogue.States.FirstOrDefault(s => s.SameMotivesAs == card.Code) : null;

    private IEnumerable<(string Label, string Value)> NextPresets => new[] { (L["Tomorrow"].Value, 1), (A["InDays", 2].Value, 2), (A["InDays", 3].Value, 3) }
        .Select(preset => (preset.Item1, AlertDraft.Local(Case.Time.ToUtc(Case.Time.Today.AddDays(preset.Item2).ToDateTime(RetentionRules.Morning)), Case.Time)));

    public static string IdOf(string field) => $"a-{field.Replace('.', '-')}";

    public static string IdOf(string field, string code) => $"{IdOf(field)}-{code}";

    public string Described(string field) => $"{IdOf(field)}-problem";

    public string? Invalid(string field) => ProblemOf(field) is null ? null : "true";

    /// <summary>What a field that is shown began with.</summary>
    public string First(string field)
    {
        if (_shown.Contains(field))
            return _first[field];
        _shown.Add(field);
        return _first[field] = Typed[field];
    }

    /// <summary>What is wrong with a field; that it is missing only after somebody tried to save.</summary>
    public string? ProblemOf(string field) => Wrong.FirstOrDefault(r => PlaceOf(r) == field && (_tried || r.Code != "required")) is { } found ? Said(found, field) : null;

    public bool IsOfCase(string field) => Typed[field].Length > 0 && Wrong.All(r => PlaceOf(r) != field);

    /// <summary>The person asked for this value: it counts as typed.</summary>
    public Task WriteAsync(string field, string value) => Script.CallAsync("write", field, value);

    public async Task ChooseAsync(string field, string value)
    {
        var before = Typed;
        Accept(Typed.With(field, value));
        if ((field, value) == (RetentionDraft.Mode, RetentionDraft.Picked) && Typed[RetentionDraft.Months].Length == 0 && Verdict.Months is { } months)      // picking starts from what was computed
            Accept(Typed.With(RetentionDraft.Months, string.Join(',', months.Periods)));
        _lost = null;
        await TypedAsync(before);
        StateHasChanged();
    }

    public Task ProposeAgainAsync() => WriteAsync(RetentionDraft.Said, _proposed ?? "");

    public async Task SayWhyAsync()
    {
        SaysWhy = true;
        StateHasChanged();
        await Js.InvokeVoidAsync("oc.focus", IdOf(RetentionDraft.Override));
    }

    /// <summary>Into the clipboard, as it stands in the field.</summary>
    public async Task CopyAsync()
    {
        var done = await Js.InvokeAsync<bool>("oc.copyOf", IdOf(RetentionDraft.Said));
        Toasts.Show(A[done ? "Copied" : "NotCopied"]);
    }

    protected override RetentionDraft? Read(string? content) => (Typed ?? RetentionDraft.Empty).Read(content);

    protected override DispositionForm Form() => Typed.Form(Catalogue, Case.Time, IsEdited);

    protected override (string Said, string At)? Unreadable() =>
        State is { Final: false } && Typed[RetentionDraft.Next].Length > 0 && AlertDraft.Utc(Typed[RetentionDraft.Next], Case.Time) is null ? (L["NextUnreadable"], IdOf(RetentionDraft.Next)) : null;

    protected override void Began()
    {
        _first.Clear();
        (_shown, _catalogue, _lost, _proposed, _tried, SaysWhy) = ([], Catalogue, null, null, false, Initial[RetentionDraft.Override].Length > 0);
        Request = RetentionRequest.Of(Case.Detail.Campaign, Case.Values, Case.Row.CustomerName);
        _proposals.Clear();
        Judge();
        if (Verdict.Text is not { } text)
            return;
        Propose(text);
        if (Typed[RetentionDraft.Said].Length == 0)
            Accept(Typed.With(RetentionDraft.Said, text));
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_catalogue, Catalogue))
            FollowCatalogue();
        Request = RetentionRequest.Of(Case.Detail.Campaign, Case.Values, Case.Row.CustomerName);
        Judge();
        base.OnParametersSet();
    }

    protected override async Task TypedAsync(RetentionDraft before)
    {
        Judge();
        if (Verdict.Text is not { } text)
            return;
        var (stands, edited, other) = (Typed[RetentionDraft.Said], IsEdited, text != _proposed);
        Propose(text);
        if (edited || stands == text || (stands.Length == 0 && !other))       // what came before the last proposal arrived is no text of somebody's own
            return;
        Accept(Typed.With(RetentionDraft.Said, text));
        Judge();
        if (_shown.Contains(RetentionDraft.Said))
            await Script.CallAsync("set", [new[] { new { name = RetentionDraft.Said, expected = stands, value = text } }]);
    }

    protected override async Task RefusedAsync(Outcome outcome)
    {
        _tried = true;
        Judge();
        var wrong = Wrong.ToList();
        var first = Order.FirstOrDefault(field => wrong.Any(r => PlaceOf(r) == field));
        var general = wrong.Where(r => PlaceOf(r) is null).Select(r => Words[r]).ToList();
        var said = wrong.Count == 0 ? Words.Of(outcome) : string.Join(' ', first is null ? general : [.. general, A["LookAbove"].Value]);
        await RefuseAsync(said, first is null ? null : FocusOf(first));
        if (outcome is Outcome.Invalid { Errors: [{ Code: "unknown", Field: { } place }, ..] } && place.StartsWith("path", StringComparison.Ordinal))
            await OnStale.InvokeAsync();
    }

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    private void Propose(string text)
    {
        _proposed = text;
        _proposals.Add(text);
    }

    private IEnumerable<Refusal> Wrong => Verdict.Errors.Concat(Verdict.Refusals);

    private void Judge()
    {
        var (state, motive) = Typed.Chosen(Catalogue);
        var needs = state is null || motive is null ? [] : MotiveCatalogue.Needs(state, motive);
        if (needs.Contains("contrato") && !_shown.Contains("contrato") && Typed["contrato"].Length == 0 && Request.Contract is { } contract)
            Accept(Typed.With("contrato", contract));
        _shown.IntersectWith(Shown(state, motive, needs));
        Verdict = RetentionRules.Judge(Form(), Request, Case.Detail.Attempts, Case.Settings, Case.Actor, Case.Time);
    }

    /// <summary>The fields that stand on the page now; another one that comes begins with what it held before.</summary>
    private IEnumerable<string> Shown(RetentionState? state, Motive? motive, IReadOnlyList<string> needs)
    {
        string[] always = [RetentionDraft.Service, RetentionDraft.Complaint, RetentionDraft.ComplaintType];
        string[] months = Typed[RetentionDraft.Mode] == RetentionDraft.Picked ? [RetentionDraft.Months] : [RetentionDraft.Start, RetentionDraft.Count];
        return [.. always, .. state is { Final: false } ? [RetentionDraft.Next] : Array.Empty<string>(), .. motive is null ? [] : new[] { RetentionDraft.Said, RetentionDraft.Override, RetentionDraft.Phone },
            .. needs, .. motive is { GrantsBenefit: true } ? [RetentionDraft.Percentage, RetentionDraft.CrossSale, .. months] : Array.Empty<string>()];
    }

    /// <summary>Another version was published: what it does not have any more is not chosen any more, and everything else stays.</summary>
    private void FollowCatalogue()
    {
        var (state, motive) = Typed.Chosen(_catalogue);
        _catalogue = Catalogue;
        if (state is not null && Typed.Chosen(Catalogue) is var (now, still) && (now is null || (motive is not null && still is null)))
            _lost = L["ChoiceGoneNamed", now is null ? state.Label : motive!.Label];
    }

    private string? WhyNot(StateOffer offer) => offer.Why switch
    {
        null => null,
        { Code: "finish.attempts_missing", Have: var have, Need: var need } => A[Case.Settings.AttemptProtocol.Days > 1 ? "Offer.AttemptsOnDays" : "Offer.Attempts", (need ?? 0) - (have ?? 0), have ?? 0, need ?? 0],
        _ when offer.State.OnlyIf is { } condition => A["Offer.Only", string.Join(A["Or"], condition.AnyOf.Select(Row))],
        { } other => Words[other],
    };

    private string Row(IReadOnlyDictionary<string, IReadOnlyList<string>> row) => string.Join(A["And"], row.Select(fact => A["Fact." + fact.Key, string.Join(A["Or"], fact.Value.Select(value => Known($"Fact.{fact.Key}.{value}", value)))].Value));

    private string Known(string key, string otherwise) => A[key] is { ResourceNotFound: false } found ? found : otherwise;

    private string Said(Refusal wrong, string field) => (wrong.Code, field) switch
    {
        ("required", RetentionDraft.State) => A["ChooseState"],
        ("required", RetentionDraft.Motive) => A["ChooseMotive"],
        ("required", RetentionDraft.Variant) => A["ChooseVariant"],
        ("required", RetentionDraft.Next) => L["NextNeeded"],
        ("retention.number_mismatch", RetentionDraft.Service) => A["Mismatch", Request.ServiceNumber ?? Formats.Nothing],
        ("retention.number_mismatch", RetentionDraft.Complaint) => A["Mismatch", Request.ComplaintNumber ?? Formats.Nothing],
        ("retention.outside_matrix", "benefit") => A["Matrix.None", Request.Product ?? Formats.Nothing],
        ("finish.attempts_missing", _) => A[Case.Settings.AttemptProtocol.Days > 1 ? "Offer.AttemptsOnDays" : "Offer.Attempts", (wrong.Need ?? 0) - (wrong.Have ?? 0), wrong.Have ?? 0, wrong.Need ?? 0],
        _ => Words[wrong],
    };

    private string FocusOf(string field) => field switch
    {
        RetentionDraft.State => IdOf(field, Cards.FirstOrDefault(c => c.Why is null)?.State.Code ?? ""),
        RetentionDraft.Motive => IdOf(field, State is null ? "" : Catalogue.MotivesOf(State)[0].Code),
        RetentionDraft.Variant => IdOf(field, Verdict.Motive is { Texts: [{ Code: { } code }, ..] } ? code : ""),
        "benefit" => IdOf(RetentionDraft.Percentage),
        "benefit.skip" => IdOf(RetentionDraft.Mode, RetentionDraft.InRow),
        RetentionDraft.Months when Typed[RetentionDraft.Mode] == RetentionDraft.Picked => IdOf(RetentionDraft.Months, "1"),
        RetentionDraft.Months => IdOf(Typed[RetentionDraft.Start].Length == 0 ? RetentionDraft.Start : RetentionDraft.Count),
        _ => IdOf(field),
    };

    /// <summary>The field of this form that a refusal means; null: none of them.</summary>
    private static string? PlaceOf(Refusal refusal) => refusal.Field switch
    {
        null => null,
        "path" or "path[0]" => RetentionDraft.State,
        "path[1]" => RetentionDraft.Motive,
        "nextContactAt" or "data.fecha_proxima" => RetentionDraft.Next,
        "observations" => RetentionDraft.Said,
        { } field when field.StartsWith("data.", StringComparison.Ordinal) && Order.Contains(field[5..]) => field[5..],
        _ => null,
    };

    private RenderFragment Check(string field) => builder =>
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "row check");
        builder.OpenElement(2, "input");
        builder.AddAttribute(3, "id", IdOf(field));
        builder.AddAttribute(4, "class", "in");
        builder.AddAttribute(5, "autocomplete", "off");
        builder.AddAttribute(6, "inputmode", "numeric");
        builder.AddAttribute(7, "maxlength", RetentionForm.TextMax.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(8, "data-f", field);
        builder.AddAttribute(9, "value", First(field));
        builder.AddAttribute(10, "aria-invalid", Invalid(field));
        builder.AddAttribute(11, "aria-describedby", Described(field));
        builder.CloseElement();
        if (IsOfCase(field))
        {
            builder.OpenElement(12, "span");
            builder.AddAttribute(13, "class", "ok");
            builder.AddAttribute(14, "role", "status");
            builder.AddContent(15, Icons.Of("check_circle", "m"));
            builder.OpenElement(16, "span");
            builder.AddAttribute(17, "class", "sr");
            builder.AddContent(18, A["Matches"]);
            builder.CloseElement();
            builder.CloseElement();
        }
        builder.CloseElement();
    };
}
