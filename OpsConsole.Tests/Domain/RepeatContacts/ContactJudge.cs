using System.Globalization;
using System.Text;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>A contact as the log says it, and the mark that is stored with it.</summary>
internal sealed record Said(long Id, string Account, DateTime At, string? Cause, string? Symptom, bool? IsComplaint, string Mark);

/// <summary>The marks as the specification says them, by plain loops over lists: shares no code with the console.</summary>
internal static class ContactJudge
{
    /// <summary>"recurrent repeat contacts same" of each contact, by its id.</summary>
    /// <param name="together">Pairs of accounts that are one customer's.</param>
    public static Dictionary<long, string> Marks(IReadOnlyList<Said> log, IReadOnlyList<(string, string)> together, int recurrent, int recurrentDays, int repeat, int repeatDays)
    {
        var customer = log.Select(c => Plain(c.Account)).Concat(together.SelectMany(t => new[] { Plain(t.Item1), Plain(t.Item2) })).Distinct().ToDictionary(a => a, a => a);
        foreach (var (a, b) in together)
        {
            var (from, to) = (customer[Plain(a)], customer[Plain(b)]);
            foreach (var account in customer.Keys.ToList().Where(k => customer[k] == from))
                customer[account] = to;
        }
        var marks = new Dictionary<long, string>();
        foreach (var own in log.GroupBy(c => customer[Plain(c.Account)]))
            foreach (var one in own)
            {
                var (all, same) = (0, 0);
                foreach (var other in own)
                {
                    if (other.At > one.At || (other.At == one.At && other.Id > one.Id))
                        continue;
                    if ((one.At - other.At).TotalHours <= recurrentDays * 24)
                        all++;
                    if ((one.At - other.At).TotalHours <= repeatDays * 24 && About(one) is { } about && about == About(other) && one.IsComplaint != false && other.IsComplaint != false)
                        same++;
                }
                marks[one.Id] = Mark(all >= recurrent, same >= repeat, all, same);
            }
        return marks;
    }

    public static string Mark(bool recurrent, bool repeat, int contacts, int same) => $"{(recurrent ? "recurrent" : "-")} {(repeat ? "repeat" : "-")} {contacts} {same}";

    private static string? About(Said contact) => string.IsNullOrWhiteSpace(contact.Symptom) ? string.IsNullOrWhiteSpace(contact.Cause) ? null : "cause " + contact.Cause : "symptom " + Plain(contact.Symptom);

    private static string Plain(string text) => new string([.. text.Trim().Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]).ToUpperInvariant();
}
