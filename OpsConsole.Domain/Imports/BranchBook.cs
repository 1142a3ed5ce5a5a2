using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Imports;

/// <summary>Finds the branch that a file means, by code or name, folded; proposes the nearest one for a misspelt name.</summary>
public sealed class BranchBook
{
    private Dictionary<string, Branch> _byName = [];

    public BranchBook(IEnumerable<Branch> branches)
    {
        foreach (var branch in branches.OrderByDescending(b => b.IsActive))
            Put(_byName, branch);
    }

    /// <summary>The book may be read meanwhile.</summary>
    public void Add(Branch branch)
    {
        var byName = new Dictionary<string, Branch>(_byName);
        Put(byName, branch);
        _byName = byName;
    }

    private static void Put(Dictionary<string, Branch> byName, Branch branch)
    {
        byName.TryAdd(Fold(branch.Name), branch);
        if (!byName.TryGetValue(Fold(branch.Code), out var named) || Fold(named.Code) != Fold(branch.Code))
            byName[Fold(branch.Code)] = branch;
    }

    /// <summary>The active branch that is meant, or why there is none.</summary>
    public (Branch? Found, string? Code, string[] Args) Judge(string? text) => text is null ? (null, "branch.missing", [])
        : Find(text) is { } found ? found.IsActive ? (found, null, []) : (null, "branch.retired", [])
        : Nearest(text) is { } near ? (null, "branch.misspelt", [near]) : (null, "branch.unknown", []);

    /// <summary>A retired branch is found too: the caller says so.</summary>
    public Branch? Find(string text) => _byName.GetValueOrDefault(Fold(text));

    /// <summary>The code of the branch whose name is at most two letters away; null where none is or two are.</summary>
    public string? Nearest(string text)
    {
        var wanted = Fold(text);
        var near = _byName.Where(pair => pair.Value.IsActive && wanted.Length > 3 && Math.Abs(pair.Key.Length - wanted.Length) <= 2)
            .Select(pair => (pair.Value.Code, Distance: Distance(pair.Key, wanted)))
            .Where(found => found.Distance <= 2)
            .OrderBy(found => found.Distance)
            .DistinctBy(found => found.Code)
            .Take(2)
            .ToList();
        return near.Count == 1 || (near.Count == 2 && near[0].Distance < near[1].Distance) ? near[0].Code : null;
    }

    private static string Fold(string text) => TextFold.Fold(text.Trim());

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0]++;
            for (var j = 1; j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[b.Length];
    }
}
