using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Cases;

namespace OpsConsole.Web.Retention;

/// <summary>The closing assistant as its fields hold it in the browser, and the draft made of that (js/alert.js). A field that is not shown keeps what it held; what the motive does not need is not sent.</summary>
public sealed record RetentionDraft(IReadOnlyDictionary<string, string> Held) : IFormDraft
{
    public const string State = "state", FollowUp = "followUp", Motive = "motive", Service = "serviceNumber", Complaint = "complaintNumber", ComplaintType = "complaintType",
        Phone = "telefono", Variant = "variant", Override = "override", Said = "observations", Next = "next";

    public const string Percentage = "benefit.percentage", Mode = "benefit.mode", Start = "benefit.startMonth", Count = "benefit.count", Months = "benefit.months", CrossSale = "benefit.crossSale";

    /// <summary>How months are picked: in a row, every second one, or one by one.</summary>
    public const string InRow = "consecutive", Alternate = "alternate", Picked = "picked";

    public static readonly RetentionDraft Empty = new(new Dictionary<string, string>());

    public string this[string field] => Held.GetValueOrDefault(field, "");

    public bool IsEmpty => Held.Values.All(string.IsNullOrEmpty);

    public IReadOnlyList<int> Periods => [.. this[Months].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number).OfType<int>()];

    public Dictionary<string, string> Texts() => new(Held);

    public string Content() => JsonSerializer.Serialize(new Dictionary<string, object> { ["form"] = Texts(), ["start"] = Empty.Texts() });

    /// <summary>Over what was held before; null for what is no draft.</summary>
    public RetentionDraft? Read(string? content)
    {
        try
        {
            var held = new Dictionary<string, string>(Held);
            foreach (var field in JsonElement.Parse(content ?? "").GetProperty("form").EnumerateObject())
                held[field.Name] = field.Value.GetString() ?? "";
            return new(held);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    public RetentionDraft With(string field, string value) => new(new Dictionary<string, string>(Held) { [field] = value });

    /// <summary>With follow-up it is the state that shares this one's motives.</summary>
    public (RetentionState? State, Motive? Motive) Chosen(MotiveCatalogue catalogue)
    {
        if (catalogue.State(this[State]) is not { } card)
            return (null, null);
        var state = catalogue.State(this[FollowUp]) is { SameMotivesAs: { } like } follow && like == card.Code ? follow : card;
        return (state, catalogue.Motive(state, this[Motive]));
    }

    /// <param name="isEdited">The observation is somebody's own; otherwise it is proposed anew.</param>
    public DispositionForm Form(MotiveCatalogue catalogue, CampaignTime time, bool isEdited)
    {
        var (state, motive) = Chosen(catalogue);
        var needs = state is null || motive is null ? [] : MotiveCatalogue.Needs(state, motive);
        var next = state is { Final: false } ? AlertDraft.Utc(this[Next], time) : null;
        string? Needed(string need) => needs.Contains(need) ? Given(need) : null;
        return new([.. new[] { state?.Code, motive?.Code }.TakeWhile(step => step is not null)], isEdited ? this[Said] : null, next)
        {
            Data = new()
            {
                ServiceNumber = Given(Service),
                ComplaintNumber = Given(Complaint),
                ComplaintType = Given(ComplaintType),
                PromisedOn = Day(Needed("fecha_compromiso")),
                NextOn = needs.Contains("fecha_proxima") && next is { } at ? time.Day(at) : null,
                From = Day(Needed("fecha_inicio")),
                To = Day(Needed("fecha_fin")),
                FollowUpOn = Day(Needed("fecha_seguimiento")),
                VirtualNumber = Needed("numero_virtual"),
                Contract = Needed("contrato"),
                Plan = Needed("plan"),
                Service = Needed("servicio"),
                PayerNumber = Needed("anipagador"),
                Days = Number(Needed("n_dias")),
                Months = Number(Needed("n_meses")),
                Phone = Given(Phone),
                Variant = motive?.ChosenBy == TextChoice.Variant ? Given(Variant) : null,
                Benefit = motive is { GrantsBenefit: true } ? Benefit() : null,
                Override = Given(Override),
            },
        };
    }

    private BenefitForm Benefit()
    {
        var (mode, start, count) = (this[Mode], Number(this[Start]), Number(this[Count]));
        var picked = mode == Picked ? Periods : mode == Alternate && start is { } from && count is { } many ? BenefitMonths.Alternate(from, Math.Min(many, BenefitMonths.Horizon)) : [];
        return new(null, decimal.TryParse(this[Percentage].Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var percentage) ? percentage : null,
            mode == Picked ? null : start, mode is Picked or Alternate ? BenefitMonths.Skipped : BenefitMonths.Consecutive, picked.Count > 0 ? picked : null, mode == Picked ? null : count, Given(CrossSale));
    }

    private string? Given(string field) => string.IsNullOrWhiteSpace(this[field]) ? null : this[field].Trim();

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
