namespace OpsConsole.Domain.RepeatContacts;

/// <summary>What a mark is computed from.</summary>
/// <param name="SymptomKey">Null counts for no repeat.</param>
/// <param name="IsComplaint">False: known to be none.</param>
public readonly record struct CountedContact(long Id, DateTime At, string? SymptomKey, bool? IsComplaint)
{
    public bool Repeats => SymptomKey is not null && IsComplaint != false;
}

/// <summary>How a customer stands now.</summary>
/// <param name="Contacts">In the window that ends now.</param>
/// <param name="Same">The most of one symptom in the window of repeats.</param>
/// <param name="Last">The last contact with that symptom; null where no symptom stands in it.</param>
public readonly record struct HolderMark(bool IsRecurrent, bool IsRepeat, int Contacts, int Same, long? Last);

/// <summary>The contacts of one customer: which of them make the customer recurrent or a repeat (docs/rules.md, "Contact log").</summary>
public sealed class HolderHistory
{
    private readonly CountedContact[] _contacts;
    private readonly Dictionary<string, List<int>> _bySymptom = [];
    private readonly int[] _nth;

    /// <param name="contacts">In any order; those of the same moment count in the order of the log.</param>
    public HolderHistory(IEnumerable<CountedContact> contacts)
    {
        _contacts = [.. contacts.OrderBy(c => c.At).ThenBy(c => c.Id)];
        _nth = new int[_contacts.Length];
        for (var place = 0; place < _contacts.Length; place++)
        {
            if (!_contacts[place].Repeats)
                continue;
            if (!_bySymptom.TryGetValue(_contacts[place].SymptomKey!, out var same))
                _bySymptom[_contacts[place].SymptomKey!] = same = [];
            _nth[place] = same.Count;
            same.Add(place);
        }
    }

    public IReadOnlyList<CountedContact> Contacts => _contacts;

    /// <summary>The mark of one contact among those until then.</summary>
    /// <param name="place">In <see cref="Contacts"/>.</param>
    public ContactMark MarkOf(int place, RepeatThresholds thresholds)
    {
        var contact = _contacts[place];
        var contacts = place - FirstSince(contact.At.AddDays(-thresholds.Recurrent.Days)) + 1;
        var same = contact.Repeats ? _nth[place] - FirstSince(_bySymptom[contact.SymptomKey!], contact.At.AddDays(-thresholds.Repeat.Days)) + 1 : 0;
        return new(contacts >= thresholds.Recurrent.Contacts, same >= thresholds.Repeat.Contacts, contacts, same);
    }

    /// <summary>The customer's mark while a window holds: the one that ends now still contains enough contacts.</summary>
    public HolderMark MarkAt(DateTime now, RepeatThresholds thresholds)
    {
        var contacts = CountUntil(now) - FirstSince(now.AddDays(-thresholds.Recurrent.Days));
        var (most, last) = (0, (int?)null);
        foreach (var places in _bySymptom.Values)
        {
            var until = places.FindIndex(p => _contacts[p].At > now) is var after && after < 0 ? places.Count : after;
            var same = until - FirstSince(places, now.AddDays(-thresholds.Repeat.Days));
            if (same > 0 && (same > most || (same == most && places[until - 1] > last)))
                (most, last) = (same, places[until - 1]);
        }
        return new(contacts >= thresholds.Recurrent.Contacts, most >= thresholds.Repeat.Contacts, Math.Max(contacts, 0), most, last is { } place ? _contacts[place].Id : null);
    }

    private int CountUntil(DateTime now)
    {
        var (low, high) = (0, _contacts.Length);
        while (low < high)
            if ((low + high) / 2 is var middle && _contacts[middle].At <= now)
                low = middle + 1;
            else
                high = middle;
        return low;
    }

    private int FirstSince(DateTime from)
    {
        var (low, high) = (0, _contacts.Length);
        while (low < high)
            if ((low + high) / 2 is var middle && _contacts[middle].At < from)
                low = middle + 1;
            else
                high = middle;
        return low;
    }

    private int FirstSince(List<int> places, DateTime from)
    {
        var (low, high) = (0, places.Count);
        while (low < high)
            if ((low + high) / 2 is var middle && _contacts[places[middle]].At < from)
                low = middle + 1;
            else
                high = middle;
        return low;
    }
}
