using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>One look: colours stand in the tokens, icons in the font, and no page brings its own.</summary>
public sealed partial class LooksTests
{
    private static IEnumerable<SourceFile> Sheets => RepositoryRoot.Sources("OpsConsole.Web", ".css").Where(file => !file.Name.EndsWith("/tokens.css"));

    [Fact]
    public void Colours_stand_only_in_the_tokens() =>
        Assert.Empty(from file in Sheets from line in file.Lines where Colour().IsMatch(Data().Replace(line, "")) select $"{file.Name}: {line.Trim()}");

    [Fact]
    public void Radzen_is_dressed_only_by_the_tokens() =>
        Assert.Empty(Sheets.Where(file => file.Text.Contains(".rz-")).Select(file => file.Name));

    [Fact]
    public void Every_icon_that_a_page_names_is_in_the_font()
    {
        var font = RepositoryRoot.Read("OpsConsole.Web", "build", "icons.txt").Split('\n').ToHashSet();
        Assert.Empty(from file in RepositoryRoot.Sources("OpsConsole.Web", ".razor")
                     from Match match in IconName().Matches(file.Text)
                     where !font.Contains(match.Groups[1].Value)
                     select $"{file.Name}: {match.Groups[1].Value}");
    }

    [Theory]
    [InlineData(".a { color: #fff; }", true)]
    [InlineData(".a { box-shadow: 0 0 1px rgba(0, 0, 0, .2); }", true)]
    [InlineData(".a { color: var(--oc-text); }", false)]
    public void A_literal_colour_is_seen(string line, bool seen) => Assert.Equal(seen, Colour().IsMatch(line));

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(rgb|hsl)a?\(")]
    private static partial Regex Colour();

    [GeneratedRegex(@"url\(""data:[^""]*""\)")]
    private static partial Regex Data();

    [GeneratedRegex(@"(?:\bIcons\.Of\(|Icon=)""([a-z_0-9]+)""")]
    private static partial Regex IconName();
}
