using System.Globalization;
using System.Text;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Cases;

/// <summary>What predicates, sorting and the search box read of a case: the JSON columns Numbers and Folded and the SearchText, made from its values (docs/rules.md, "Folding and emptiness").</summary>
public sealed class CaseFields
{
    /// <summary>Keys of the management columns.</summary>
    public const string Incident = "m_inc", Contact = "m_con", Plan = "m_plan", Cause = "m_cause", Disposition = "m_disp", Observation = "m_obs",
        Attempts = "m_att", Due = "m_due", Reason = "m_reason", Score = "m_score", Group = "m_group", Tags = "m_tags", Next = "m_next",
        Created = "m_new", Started = "m_start", Completed = "m_done",
        Closure = "m_close", CloseBy = "m_closeby", Benefit = "m_ben", DiscountMonths = "m_disc", DisposedOn = "m_dispon", BenefitMonths = "m_benm",
        FormAt = "m_form", AnswerDue = "m_ansdue", Petition = "m_pqr",
        Initial = "m_init", IntakeAt = "m_in", Line = "m_line", Channel = "m_chan", RespondedAt = "m_resp", DocumentClass = "m_class", Category1 = "m_cat1", Category2 = "m_cat2", Category3 = "m_cat3",
        Customer = "m_cus", Type = "m_type", Description = "m_desc", Account = "m_acc";

    private readonly Dictionary<string, double> _numbers = [];
    private readonly Dictionary<string, string> _folded = [];

    public string Numbers => Json.Write(_numbers);
    public string Folded => Json.Write(_folded);

    public void Put(string key, double? number)
    {
        if (number is { } value)
            _numbers[key] = value;
    }

    public void Put(string key, DateTime? utc) => Put(key, utc is { } at ? Milliseconds(at) : null);

    public void Put(string key, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            _folded[key] = TextFold.Fold(text);
    }

    public void Put(string key, FieldValue value)
    {
        if (value.Number is { } number)
            _numbers[key] = number;
        else
            Put(key, value.Raw);
    }

    public static double Milliseconds(DateTime utc) => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeMilliseconds();

    /// <summary>Every text, one per line, and every longer number by its digits alone, so that a phone is found however it is written.</summary>
    public string SearchText(BaseSchema schema, IReadOnlyDictionary<string, string> data, params string?[] further)
    {
        var lines = new StringBuilder(1_024);
        void Line(string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
                lines.Append(text).Append('\n');
        }
        foreach (var (key, raw) in data)
        {
            if (_numbers.ContainsKey(key) && schema.TypeOf(key) == FieldType.Date)
                continue;
            if (_folded.TryGetValue(key, out var folded))
                Line(folded);
            if (HasDigitsOnly(raw) && Digits(raw) is { Length: >= 6 } digits && digits != folded)
                Line(digits);
        }
        foreach (var (key, folded) in _folded)
            if (!data.ContainsKey(key) && key is Plan or Reason or Disposition or Observation or Tags)
                Line(folded);
        foreach (var text in further)
            Line(text is null ? null : TextFold.Fold(text));
        return lines.ToString();
    }

    /// <summary>Whether separators are all there is besides digits.</summary>
    private static bool HasDigitsOnly(string raw)
    {
        foreach (var c in raw)
            if (!char.IsAsciiDigit(c) && c is not (' ' or '-' or '.' or '(' or ')' or '+' or '/'))
                return false;
        return true;
    }

    private static string Digits(string raw) => raw.All(char.IsAsciiDigit) ? raw : string.Concat(raw.Where(char.IsAsciiDigit));

    public static Dictionary<string, double> ReadNumbers(string json) => Json.Read<Dictionary<string, double>>(json);

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
