using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>Words that no source may hold; what the compiler can ban stands in BannedSymbols.txt instead.</summary>
public sealed partial class BannedWordsTests
{
    private static readonly (Regex Word, string Why)[] Everywhere =
    [
        (new(@"\bConfigureAwait\("), "there is no synchronisation context to leave"),
        (new(@"\.GetAwaiter\(\)\s*\.GetResult\(\)"), "await it"),
        (new(@"\basync void\b"), "nobody could await it or see it fail"),
        (new(@"(?m)^\s*#region\b"), "a file that needs regions is two files"),
        (new(@"\b(TO" + @"DO|FIX" + @"ME|HACK)\b"), "do it or write an issue"),
        (new(@"<auto-" + "generated"), "it hides a file from the analysers"),
        (new(@"\bdeferred:\s*true\b"), "a deferred transaction fails after its whole time-out (promises, M4)"),
        (new(@"\bSkip\s*=\s*"""), "no test is skipped"),
        (new(@"#pragma warning disable"), "warnings are errors"),
    ];

    private static readonly (Regex Word, string Why)[] InProduct =
    [
        (new(@"\b(MarkupString|AddMarkupContent)\b"), "text stays text"),
        (new(@"\bIgnoreQueryFilters\b"), "the scope is never lifted"),
        (new(@"\bMock<|\bFake[A-Z]"), "fakes belong to the tests"),
    ];

    [Theory]
    [InlineData("OpsConsole.Domain", true)]
    [InlineData("OpsConsole.Web", true)]
    [InlineData("OpsConsole.Tests", false)]
    public void No_source_holds_a_banned_word(string project, bool product) =>
        Assert.Empty(RepositoryRoot.Sources(project, ".cs", ".razor")
            .Where(file => !file.Name.StartsWith("OpsConsole.Web/Migrations/") && !file.Name.EndsWith("/BannedWordsTests.cs"))
            .SelectMany(file => In(file, product)));

    [Fact]
    public void Pages_hold_markup_and_no_code_block() =>
        Assert.Empty(RepositoryRoot.Sources("OpsConsole.Web", ".razor").Where(file => CodeBlock().IsMatch(file.Text)).Select(file => file.Name));

    [Fact]
    public void Time_blocking_and_unawaited_results_are_banned_by_the_compiler()
    {
        var banned = RepositoryRoot.Read("BannedSymbols.txt");
        Assert.All(
            ["P:System.DateTime.UtcNow;", "P:System.DateTime.Now;", "P:System.DateTimeOffset.UtcNow;", "P:System.Threading.Tasks.Task`1.Result;", "M:System.Threading.Tasks.Task.Wait;"],
            symbol => Assert.Contains(symbol, banned));
        Assert.Contains("<TreatWarningsAsErrors>true", RepositoryRoot.Read("Directory.Build.props"));
        Assert.Contains("BannedApiAnalyzers", RepositoryRoot.Read("Directory.Build.props"));
        Assert.Contains("T:OpsConsole.Domain.Data.OpsDbContext;", RepositoryRoot.Read("OpsConsole.Web", "BannedSymbols.txt"));
    }

    [Theory]
    [InlineData("await x.ConfigureAwait(false);")]
    [InlineData("x.GetAwaiter().GetResult();")]
    [InlineData("private async void Go() { }")]
    [InlineData("    #region Help")]
    [InlineData("// TO" + "DO later")]
    [InlineData("BeginTransaction(deferred: true)")]
    [InlineData("[Fact(Skip = \"later\")]")]
    [InlineData("new MarkupString(text)")]
    public void Each_ban_can_fail(string line) => Assert.NotEmpty(In("X.cs", line, product: true));

    [Fact]
    public void Ordinary_code_passes() => Assert.Empty(In("X.cs", "var result = attempt.Result; // the factory's TimeProvider", product: true));

    private static IEnumerable<string> In(SourceFile file, bool product) => In(file.Name, file.Text, product);

    private static IEnumerable<string> In(string name, string text, bool product) =>
        from ban in product ? [.. Everywhere, .. InProduct] : Everywhere
        from Match match in ban.Word.Matches(text)
        select $"{name}:{text.Take(match.Index).Count(c => c == '\n') + 1} {match.Value}: {ban.Why}";

    [GeneratedRegex(@"@(code|functions)\s*\{")]
    private static partial Regex CodeBlock();
}
