using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Web.Campaigns;

public sealed partial class ImportWordsTests
{
    private static readonly string[] Starts = ["Fault.", "Row.", "Notice."];

    [Fact]
    public void Every_fault_of_a_file_or_a_row_has_its_words_in_both_languages()
    {
        var codes = RepositoryRoot.Sources("OpsConsole.Domain", ".cs").Where(f => f.Name.Contains("/Imports/"))
            .Concat(RepositoryRoot.Sources("OpsConsole.Web", ".cs").Where(f => f.Name.Contains("/Files/") || f.Name.EndsWith("ImportRunner.cs")))
            .SelectMany(file => Code().Matches(file.Text).Select(match => match.Groups[1].Value)).Where(code => !IsOther(code)).Distinct().ToList();
        Assert.True(codes.Count > 60, $"{codes.Count}");
        foreach (var file in new[] { "ImportTexts.resx", "ImportTexts.en.resx" })
        {
            var known = XDocument.Load(RepositoryRoot.File("OpsConsole.Web", "Resources", file)).Descendants("data").Select(data => data.Attribute("name")!.Value).ToHashSet();
            Assert.All(codes, code => Assert.True(Starts.Any(start => known.Contains(start + code)), code));
        }
    }

    // Refusals of commands and entries of the audit have their words elsewhere; two notices carry data only.
    private static bool IsOther(string code) =>
        code is "import.too_old" or "import.kind_unfit" or "import.not_running" or "import.not_waiting" or "import.received" or "import.cancelled" or "import.started" or "import.completed" or "import.reverted"
            or "branch.created" or "mapping.invalid" or "file.header" or "file.shape";

    [GeneratedRegex(@"""((?:file|encoding|quote|record|header|zip|xlsx|mapping|columns|branches|date|score|import|row|text|formula|cell|key|branch|revert|role|service|complaint|product|equipment|phone)\.[a-z_0-9]+|case_completed)""")]
    private static partial Regex Code();
}
