using System.Diagnostics;
using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>What holds for every file that is committed, whatever it is.</summary>
public sealed partial class RepositoryTests
{
    /// <summary>Kept as their makers publish them.</summary>
    private const string OthersFiles = "OpsConsole.Web/wwwroot/lib/";

    private static readonly string[] Text = [".cs", ".razor", ".csproj", ".props", ".targets", ".json", ".md", ".sh", ".mjs", ".js", ".css", ".resx", ".txt", ".py", ".yml", ".sln", ".npmrc"];

    [Fact]
    public void No_file_names_a_package_registry_or_a_folder_of_somebodys_machine() =>
        Assert.Empty(from name in Tracked()
                     where (Text.Contains(Path.GetExtension(name)) || Path.GetExtension(name) == "") && !name.StartsWith(OthersFiles, StringComparison.Ordinal)
                     from line in File.ReadLines(RepositoryRoot.File(name))
                     where IsForeign(line)
                     select $"{name}: {line.Trim()}");

    [Fact]
    public void A_type_of_Domain_says_in_one_sentence_what_it_is() =>
        Assert.Empty(RepositoryRoot.Sources("OpsConsole.Domain", ".cs").SelectMany(Unsaid));

    [Fact]
    public void A_decision_fits_on_forty_lines()
    {
        var decisions = Directory.GetFiles(RepositoryRoot.File("docs", "adr"), "*.md");
        Assert.NotEmpty(decisions);
        Assert.DoesNotContain(decisions, path => File.ReadLines(path).Count() > 40);
    }

    [Fact]
    public void The_editor_settings_stay_short() => Assert.True(File.ReadLines(RepositoryRoot.File(".editorconfig")).Count() <= 120);

    [Fact]
    public void Three_projects_and_no_more() =>
        Assert.Equal(3, Tracked().Count(name => name.EndsWith(".csproj")));

    [Theory]
    [InlineData("\"resolved\": \"https://registry.npm" + "js.org/ws\"")]
    [InlineData("<add key=\"x\" value=\"https://api.nu" + "get.org/v3\" />")]
    [InlineData("cd /wo" + "rk/main")]
    [InlineData("var path = \"/ho" + "me/ana/x\";")]
    public void A_foreign_place_is_seen(string line) => Assert.True(IsForeign(line));

    [Fact]
    public void An_unsaid_type_is_seen()
    {
        Assert.Single(Unsaid("X.cs", "namespace A;\n\npublic sealed class B\n{\n}\n"));
        Assert.Empty(Unsaid("X.cs", "/// <summary>B.</summary>\n[Flags]\npublic enum B\n{\n}\n"));
        Assert.Empty(Unsaid("X.cs", "internal sealed class B;\n"));
    }

    private static bool IsForeign(string line) => Foreign().IsMatch(line);

    private static IEnumerable<string> Unsaid(SourceFile file) => Unsaid(file.Name, file.Text);

    private static IEnumerable<string> Unsaid(string name, string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!PublicType().IsMatch(lines[i]))
                continue;
            var above = i - 1;
            while (above >= 0 && lines[above].StartsWith('['))
                above--;
            if (above < 0 || !lines[above].StartsWith("///"))
                yield return $"{name}:{i + 1} {lines[i].Trim()}";
        }
    }

    private static string[] Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", "ls-files --cached --others --exclude-standard")
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
        })!;
        var names = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. names.Where(name => File.Exists(RepositoryRoot.File(name)))];
    }

    [GeneratedRegex(@"registry\.npm" + @"js|api\.nu" + @"get\.org|deb\.deb" + @"ian\.org|(?<![\w.])/(wo" + @"rk|ho" + @"me|ro" + @"ot|Users)/")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref) )*(?:class|record|struct|interface|enum) ")]
    private static partial Regex PublicType();
}
