using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>Every text exists in Spanish and in English, and every refusal has its words.</summary>
public sealed partial class ResourceTests
{
    private static readonly string Folder = RepositoryRoot.File("OpsConsole.Web", "Resources");

    [Fact]
    public void Spanish_and_English_hold_the_same_keys_with_the_same_places_to_fill()
    {
        var pairs = Pairs().ToList();
        Assert.NotEmpty(pairs);
        Assert.Empty(pairs.SelectMany(pair => Differences(pair.Name, pair.Spanish, pair.English)));
    }

    [Fact]
    public void Every_refusal_of_the_domain_has_its_words()
    {
        var codes = RepositoryRoot.Sources("OpsConsole.Domain", ".cs").Concat(RepositoryRoot.Sources("OpsConsole.Web", ".cs"))
            .SelectMany(file => Codes(file.Text)).ToHashSet();
        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(Pairs().Where(pair => pair.Name.StartsWith("Refusal")).SelectMany(pair => pair.Spanish.Keys)));
    }

    [Fact]
    public void Every_key_that_a_page_looks_up_exists()
    {
        var known = Pairs().SelectMany(pair => pair.Spanish.Keys).ToHashSet();
        Assert.Empty(from file in RepositoryRoot.Sources("OpsConsole.Web", ".razor", ".cs")
                     where !file.Name.StartsWith("OpsConsole.Web/Migrations/")
                     from key in LookedUp(file.Text)
                     where !known.Contains(key) && !IsStartOfSome(known, key)
                     select $"{file.Name}: {key}");
    }

    [Fact]
    public void A_missing_key_an_empty_text_and_a_lost_place_are_seen()
    {
        Assert.Equal(
            ["F: A is empty", "F: B fills other places", "F: C is not in both"],
            Differences("F", new() { ["A"] = " ", ["B"] = "{0} de {1}", ["C"] = "c" }, new() { ["A"] = "a", ["B"] = "{0}" }).Order());
        Assert.Empty(Differences("F", new() { ["A"] = "{1} {0:d}" }, new() { ["A"] = "{0} {1}" }));
    }

    [Fact]
    public void Refusals_and_look_ups_are_found_in_code()
    {
        Assert.Equal(["finish.role", "reopen.not_allowed"], Codes("yield return new(\"finish.role\"); throw new RefusedException([new Refusal(\"reopen.not_allowed\")]); x(\"a.b\")"));
        Assert.Equal(["Save"], LookedUp("<RadzenButton Text=\"@L[\"Save\"]\" />"));
    }

    // L["Role." + role]: the first half stands in the source, the second is a code of the domain.
    private static bool IsStartOfSome(IEnumerable<string> known, string key) => key.EndsWith('.') && known.Any(one => one.StartsWith(key));

    private static IEnumerable<string> Differences(string name, Dictionary<string, string> spanish, Dictionary<string, string> english)
    {
        foreach (var key in spanish.Keys.Union(english.Keys))
        {
            if (!spanish.TryGetValue(key, out var es) || !english.TryGetValue(key, out var en))
                yield return $"{name}: {key} is not in both";
            else if (string.IsNullOrWhiteSpace(es) || string.IsNullOrWhiteSpace(en))
                yield return $"{name}: {key} is empty";
            else if (!Places(es).SetEquals(Places(en)))
                yield return $"{name}: {key} fills other places";
        }
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    private static IEnumerable<string> Codes(string text) => Code().Matches(text).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> LookedUp(string text) => Key().Matches(text).Select(match => match.Groups[1].Value);

    // Spanish is the neutral language; a file of its own for es is accepted too.
    private static IEnumerable<(string Name, Dictionary<string, string> Spanish, Dictionary<string, string> English)> Pairs() =>
        from path in Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.en.resx", SearchOption.AllDirectories) : []
        let start = path[..^".en.resx".Length]
        let spanish = File.Exists(start + ".es.resx") ? start + ".es.resx" : start + ".resx"
        select (Path.GetFileName(start), Read(spanish), Read(path));

    private static Dictionary<string, string> Read(string path) =>
        XDocument.Load(path).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"new(?: Refusal)?\(""([a-z0-9_]+(?:\.[a-z0-9_]+)+)""")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?:L|Text|text)\[""([^""]+)""")]
    private static partial Regex Key();
}
