namespace OpsConsole.Domain.Cases;

/// <summary>A field that both changed, each to something else.</summary>
public sealed record AlertClash(string Field, string? Mine, string? Theirs);

/// <summary>What a person typed, put on top of what somebody else saved meanwhile: fields that only one of them changed merge by themselves, the others are for the person to choose (docs/rules.md, "Conflicts").</summary>
/// <param name="Form">The person's form with the other's fields in it; a clashing field still holds the person's own value.</param>
/// <param name="Taken">Fields whose value came from the other.</param>
public sealed record AlertMerge(AlertForm Form, IReadOnlyList<string> Taken, IReadOnlyList<AlertClash> Clashes)
{
    /// <param name="start">The form as both of them found it.</param>
    public static AlertMerge Of(AlertForm start, AlertForm mine, AlertForm theirs)
    {
        var form = mine;
        var taken = new List<string>();
        var clashes = new List<AlertClash>();
        foreach (var field in AlertFields.All)
        {
            var (was, own, other) = (field.Get(start), field.Get(mine), field.Get(theirs));
            if (other == was || other == own)
                continue;
            if (own == was)
            {
                form = field.Set(form, other);
                taken.Add(field.Name);
            }
            else
            {
                clashes.Add(new(field.Name, own, other));
            }
        }
        return new(form, taken, clashes);
    }

    /// <summary>Two texts as one, whatever each of them says: the common beginning and end once, then mine, then theirs between them.</summary>
    public static string Combine(string mine, string theirs)
    {
        if (mine.Contains(theirs, StringComparison.Ordinal))
            return mine;
        if (theirs.Contains(mine, StringComparison.Ordinal))
            return theirs;
        var (own, other) = (mine.Split(' '), theirs.Split(' '));
        var (start, end) = Common(own, other);
        return string.Join(' ', [.. own[..^end], .. other[start..]]);
    }

    /// <summary>How many words the two begin with in common, and end with in common beyond that.</summary>
    public static (int Start, int End) Common(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var shorter = Math.Min(a.Count, b.Count);
        var start = 0;
        while (start < shorter && a[start] == b[start])
            start++;
        var end = 0;
        while (end < shorter - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        return (start, end);
    }
}
