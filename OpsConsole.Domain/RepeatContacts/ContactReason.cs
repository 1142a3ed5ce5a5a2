namespace OpsConsole.Domain.RepeatContacts;

/// <summary>Why a contact or a customer is marked, to be said in words (docs/rules.md, "Contact log").</summary>
/// <param name="Contacts">In so many <paramref name="Days"/>.</param>
/// <param name="Same">About the same, in so many <paramref name="SameDays"/>.</param>
/// <param name="About">The symptom in the words of its contact, else the cause.</param>
public sealed record ContactReason(bool IsRecurrent, int Contacts, int Days, bool IsRepeat, int Same, int SameDays, string? About)
{
    /// <summary>Null: nothing is marked.</summary>
    public static ContactReason? Of(LoggedContact contact, RepeatCell cell) => Of(contact.IsRecurrent, contact.InWindow, contact.IsRepeat, contact.SameInWindow, contact, cell);

    /// <param name="last">The last contact about the same.</param>
    public static ContactReason? Of(HolderMark mark, LoggedContact? last, RepeatCell cell) => Of(mark.IsRecurrent, mark.Contacts, mark.IsRepeat, mark.Same, last, cell);

    private static ContactReason? Of(bool recurrent, int contacts, bool repeat, int same, LoggedContact? last, RepeatCell cell) => recurrent || repeat
        ? new(recurrent, contacts, cell.Thresholds.Recurrent.Days, repeat, same, cell.Thresholds.Repeat.Days, last is null ? null : last.Symptom ?? cell.Cause(last.Cause)?.Label ?? last.Cause)
        : null;
}
