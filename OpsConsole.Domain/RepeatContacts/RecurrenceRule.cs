namespace OpsConsole.Domain.RepeatContacts;

/// <summary>What a mark is computed from.</summary>
/// <param name="SymptomKey">Null counts for no repeat.</param>
/// <param name="IsComplaint">False: known to be none.</param>
public readonly record struct CountedContact(long Id, DateTime At, string? SymptomKey, bool? IsComplaint)
{
    public bool Repeats => SymptomKey is not null && IsComplaint != false;
}

/// <summary>Which contacts make a customer recurrent or a repeat (docs/rules.md, "Contact log").</summary>
public static class RecurrenceRule
{
    /// <summary>The mark of one contact among those of its customer. Contacts of the same moment count in the order of the log.</summary>
    public static ContactMark Of(CountedContact contact, IEnumerable<CountedContact> ofCustomer, RepeatThresholds thresholds)
    {
        var (recurrentFrom, repeatFrom) = (contact.At.AddDays(-thresholds.Recurrent.Days), contact.At.AddDays(-thresholds.Repeat.Days));
        var (contacts, same) = (0, 0);
        foreach (var one in ofCustomer)
        {
            if (one.At > contact.At || (one.At == contact.At && one.Id > contact.Id))
                continue;
            if (one.At >= recurrentFrom)
                contacts++;
            if (contact.Repeats && one.Repeats && one.At >= repeatFrom && one.SymptomKey == contact.SymptomKey)
                same++;
        }
        return new(contacts >= thresholds.Recurrent.Contacts, same >= thresholds.Repeat.Contacts, contacts, same);
    }
}
