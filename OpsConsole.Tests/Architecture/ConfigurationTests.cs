using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>Three lists that must be one: the keys that code reads, those of appsettings.json, those that README explains.</summary>
public sealed partial class ConfigurationTests
{
    // The host reads these by itself.
    private static readonly string[] Framework = ["Urls", "AllowedHosts"];

    [Fact]
    public void Every_key_that_code_reads_is_in_the_settings_file() => Assert.Empty(Differences(ReadByCode(), InSettings()));

    [Fact]
    public void Every_key_of_the_settings_file_is_explained() => Assert.Empty(Differences(InSettings(), Explained(RepositoryRoot.Read("README.md"))));

    [Fact]
    public void Options_direct_reads_and_table_rows_are_found()
    {
        Assert.Equal(["Sample:Count", "Sample:Inner:Name", "Sample:List"], Of("Sample", typeof(Sample)).Order());
        Assert.Equal(["A:B", "C"], Direct("var x = builder.Configuration[\"A:B\"] ?? configuration.GetValue<int>(\"C\");"));
        Assert.Equal(["A:B", "C"], Explained("| `A:B` | b |\n| `C` | c |\nnot `D`"));
        Assert.Equal(["missing: A", "too much: B"], Differences(["A"], ["B"]));
        Assert.Equal(["A:B", "C"], Leaves("", JsonElement.Parse("""{ "A": { "B": 1 }, "C": [1, 2] }""")));
    }

    private static IEnumerable<string> Differences(SortedSet<string> wanted, SortedSet<string> found) =>
        wanted.Except(found).Select(key => "missing: " + key).Concat(found.Except(wanted).Select(key => "too much: " + key));

    private static SortedSet<string> ReadByCode() =>
    [
        .. Framework,
        .. from type in Assembly.Load("OpsConsole.Web").GetTypes()
           where type.Name.EndsWith("Options") && type.GetField("Section") is not null
           from key in Of((string)type.GetField("Section")!.GetRawConstantValue()!, type)
           select key,
        .. RepositoryRoot.Sources("OpsConsole.Web", ".cs").SelectMany(file => Direct(file.Text)),
    ];

    private static SortedSet<string> InSettings() =>
        [.. Leaves("", JsonElement.Parse(RepositoryRoot.Read("appsettings.json"))).Where(key => !key.StartsWith("Logging:"))];

    private static IEnumerable<string> Of(string section, Type type) =>
        from property in type.GetProperties()
        where property.SetMethod is { IsPublic: true }
        let key = $"{section}:{property.Name}"
        from leaf in IsLeaf(property.PropertyType) ? [key] : Of(key, property.PropertyType)
        select leaf;

    private static bool IsLeaf(Type type) =>
        type.Namespace is "System" || type.IsEnum || Nullable.GetUnderlyingType(type) is not null || typeof(IEnumerable).IsAssignableFrom(type);

    private static IEnumerable<string> Direct(string text) =>
        DirectRead().Matches(text).Select(match => match.Groups[1].Value).Where(key => !key.StartsWith("ConnectionStrings"));

    private static IEnumerable<string> Leaves(string path, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(part => Leaves(path.Length == 0 ? part.Name : $"{path}:{part.Name}", part.Value))
        : [path];

    private static SortedSet<string> Explained(string readme) => [.. Row().Matches(readme).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"(?i:configuration)(?:\[|\.GetValue<[^>]+>\(|\.GetValue\()""([\w:]+)""")]
    private static partial Regex DirectRead();

    [GeneratedRegex(@"^\| `([\w:]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private sealed class Sample
    {
        public int? Count { get; set; }

        public IReadOnlyList<string> List { get; set; } = [];

        public Deep Inner { get; set; } = new();

        public string Computed => List.Count.ToString();
    }

    private sealed class Deep
    {
        public string Name { get; set; } = "";
    }
}
