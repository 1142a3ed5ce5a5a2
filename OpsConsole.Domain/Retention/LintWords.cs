using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Retention;

/// <summary>The words that the lint goes by, folded: data (lint.json).</summary>
internal static class LintWords
{
    private static readonly Dictionary<string, string> Lists = Json.Read<Dictionary<string, string>>(Embedded.Text("lint.json"));

    /// <summary>Announce a document, a phone, a number of another kind.</summary>
    public static readonly HashSet<string> Documents = List("documents"), Phones = List("phones"), Others = List("others");

    /// <summary>May stand between such a word and its number.</summary>
    public static readonly HashSet<string> Fillers = List("fillers");

    /// <summary>Announce a name; a title does so even where the surname stands alone.</summary>
    public static readonly HashSet<string> Persons = List("persons"), Titles = List("titles");

    public static readonly HashSet<string> Particles = List("particles");

    /// <summary>What follows them is called after somebody.</summary>
    public static readonly HashSet<string> Places = List("places");

    /// <summary>Never part of a name that is not in the lists.</summary>
    public static readonly HashSet<string> Ordinary = List("ordinary");

    /// <summary>All that ends a name, or begins none.</summary>
    public static readonly HashSet<string>[] NoNames = [Ordinary, Persons, Places, Others, Documents, Phones, Fillers];

    /// <summary>Frequent names; the weak ones mean something else besides (a month, a saint's day, light).</summary>
    public static readonly HashSet<string> Given = List("given"), Weak = List("weak"), Surnames = List("surnames");

    public static bool IsName(string word) => Given.Contains(word) || Weak.Contains(word) || Surnames.Contains(word);

    private static HashSet<string> List(string name) => [.. Lists[name].Split(' ')];
}
