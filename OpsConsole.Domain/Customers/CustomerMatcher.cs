namespace OpsConsole.Domain.Customers;

/// <summary>How likely it is that a candidate is who is asked for: what agrees speaks for it, what differs against it, what is missing hardly at all (docs/rules.md, "Matching").</summary>
public static class CustomerMatcher
{
    /// <summary>From here on the page proposes a candidate; chosen on the first sample of the generator.</summary>
    public const double Threshold = 0.6;

    // Log odds. Before anything is compared, somebody who was found is more likely somebody else.
    private const double Before = -5;
    private const double SameDocument = 7, CloseDocument = 4.5, OtherDocument = -4;
    private const double SamePhone = 4, OtherPhone = -0.7;
    private const double SameEmail = 4, CloseEmail = 2.5, OtherEmail = -0.5;

    public static CustomerMatch Score(MatchRequest asked, MatchCandidate candidate)
    {
        var reasons = new List<MatchReason>();
        var odds = Before + Document(asked, candidate, reasons) + Names(asked, candidate, reasons) + Phones(asked, candidate, reasons) + Emails(asked, candidate, reasons);
        return new(candidate.Summary, Math.Round(1 / (1 + Math.Exp(-odds)), 4), reasons);
    }

    private static double Document(MatchRequest asked, MatchCandidate candidate, List<MatchReason> reasons)
    {
        if (string.IsNullOrWhiteSpace(asked.Document) || candidate.DocumentKey is not { Length: > 0 } key)
            return 0;
        var typed = DocumentRules.Compact(asked.Document);
        if (typed == key || DocumentRules.Compact(asked.Document, "RUT") == key)
            return Because(reasons, MatchReason.DocumentSame, SameDocument);
        var close = NameWords.Distance(typed, key) == 1 || (typed.Length == key.Length && typed.Zip(key).Count(pair => pair.First != pair.Second) == 2 && string.Concat(typed.Order()) == string.Concat(key.Order()));
        return close ? Because(reasons, MatchReason.DocumentClose, CloseDocument) : Because(reasons, MatchReason.DocumentDifferent, OtherDocument);
    }

    private static double Names(MatchRequest asked, MatchCandidate candidate, List<MatchReason> reasons)
    {
        var compared = NameComparison.Of(NameWords.Of(asked.Names), NameWords.Of(candidate.FirstName, candidate.SecondName), NameWords.Of(candidate.FirstSurname, candidate.SecondSurname));
        if (compared is null)
            return 0;
        reasons.AddRange(compared.Reasons);
        return compared.Odds;
    }

    private static double Phones(MatchRequest asked, MatchCandidate candidate, List<MatchReason> reasons)
    {
        var typed = asked.Phones.Select(PhoneReader.Tail).Where(d => d.Length > 0).ToList();
        var known = candidate.Phones.Select(PhoneReader.Tail).Where(d => d.Length > 0).ToList();
        if (typed.Count == 0 || known.Count == 0)
            return 0;
        return typed.Any(a => known.Any(b => SameEnd(a, b))) ? Because(reasons, MatchReason.PhoneSame, SamePhone) : Because(reasons, MatchReason.PhoneDifferent, OtherPhone);
    }

    /// <summary>Country code and trunk prefix are often missing: the end decides.</summary>
    private static bool SameEnd(string a, string b)
    {
        var shared = 0;
        while (shared < Math.Min(a.Length, b.Length) && a[^(shared + 1)] == b[^(shared + 1)])
            shared++;
        return shared >= 8 || (shared == 7 && Math.Min(a.Length, b.Length) == 7);
    }

    private static double Emails(MatchRequest asked, MatchCandidate candidate, List<MatchReason> reasons)
    {
        var typed = asked.Emails.Select(e => e.Trim().ToLowerInvariant()).Where(e => e.Length > 0).ToList();
        if (typed.Count == 0 || candidate.Emails.Count == 0)
            return 0;
        var pairs = typed.SelectMany(a => candidate.Emails.Select(b => (a, b))).ToList();
        return pairs.Any(p => p.a == p.b) ? Because(reasons, MatchReason.EmailSame, SameEmail)
            : pairs.Any(p => NameWords.Distance(p.a, p.b) == 1) ? Because(reasons, MatchReason.EmailClose, CloseEmail)
            : Because(reasons, MatchReason.EmailDifferent, OtherEmail);
    }

    private static double Because(List<MatchReason> reasons, MatchReason reason, double odds)
    {
        reasons.Add(reason);
        return odds;
    }
}
