using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>Whatever a log keeps by a name, the Bitácora says in words, in both languages.</summary>
public sealed partial class LogbookNamesTests
{
    // The page goes into "changes" and hides the other two.
    private static readonly string[] Unseen = ["changes", "campaignId", "plan"];

    // Records that are written as they are; what a document or a file says beside them has no name of ours.
    private static readonly Type[] Written = [typeof(CalendarDay), typeof(ReminderRules), typeof(OpenHours), typeof(Pause), typeof(MergedParts), typeof(ColumnChange), typeof(CaseContent), typeof(ServiceContent), typeof(OpsConsole.Domain.RepeatContacts.EscalationRow), typeof(OpsConsole.Domain.RepeatContacts.EscalationForm), typeof(RequirementRow), typeof(RequirementForm), typeof(Requirement), typeof(RequirementProblem), typeof(RequirementResponse), typeof(RequirementBlock)];

    [Theory]
    [InlineData("LogbookTexts.resx")]
    [InlineData("LogbookTexts.en.resx")]
    public void Every_name_that_a_log_keeps_has_its_words(string file)
    {
        var names = RepositoryRoot.Sources("OpsConsole.Domain", ".cs").Concat(RepositoryRoot.Sources("OpsConsole.Web", ".cs"))
            .Where(source => !source.Name.Contains("/Migrations/") && Logging().IsMatch(source.Text)).SelectMany(source => Names(source.Text))
            .Concat(Written.SelectMany(PropertiesOf)).Except(Unseen).ToHashSet();
        Assert.Empty(new[] { "status", "attemptAt", "into", "readers", "detractorMax", "column", "roles", "email", "unit", "law", "by" }.Except(names));
        var said = XDocument.Load(RepositoryRoot.File("OpsConsole.Web", "Resources", file)).Root!.Elements("data")
            .Where(data => !string.IsNullOrWhiteSpace(data.Value)).Select(data => data.Attribute("name")!.Value).ToHashSet();
        Assert.Empty(names.Where(name => !said.Contains("Field." + name)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("LogbookTexts.resx")]
    [InlineData("LogbookTexts.en.resx")]
    public void Every_code_of_the_console_that_a_log_keeps_has_its_words(string file)
    {
        var settings = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "x", "x", DateTime.UnixEpoch).Settings;
        var codes = Enum.GetNames<Role>().Concat(Enum.GetNames<CasePriority>()).Concat(Enum.GetValues<AttemptChannel>().Select(Codes.Of)).Concat(Enum.GetValues<AttemptResult>().Select(Codes.Of))
            .Concat([SlaPolicy.NaturalDays, SlaPolicy.BusinessDays, SlaPolicy.BusinessHours])
            .Concat(settings.IncidentTypes.Select(e => e.Code)).Concat(settings.ContactTypes.Select(e => e.Code)).Concat(settings.RootCauses.Select(e => e.Code));
        var said = XDocument.Load(RepositoryRoot.File("OpsConsole.Web", "Resources", file)).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ToHashSet();
        Assert.Equal([], codes.Where(code => !said.Contains("Code." + code.ToLowerInvariant())).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("db.Audit.Add(new() { Data = Json.Write(new { campaign.Code, week, readers = a.Where(x => new[] { 1, 2 }.Any()).Count() }) });", "code readers week")]
    [InlineData("_command.Audit(db, \"x\", new { changes = new { years = new[] { 1, 2 }, weekend } });", "changes weekend years")]
    [InlineData("private static object Said(SlaPolicy sla) => new { sla.Unit, Calendar = sla is { } c ? c.Code : null };", "calendar unit")]
    [InlineData("var all = rows.Select(c => new { c.Id, c.Name });", "")]
    [InlineData("Append(CaseEventType.Note, x, new() { [\"text\"] = text, [MergeRules.Into] = n });", "into text")]
    [InlineData("new(\"dueAt\", c => c.DueAt, (c, v) => c.DueAt = v), new(\"case.gone\")", "dueAt")]
    [InlineData("new(\"slaDays\", SlaDays), new KeyValuePair<string, object?>($\"column.{c.Key}\", c)", "column slaDays")]
    [InlineData("(\"roles\", before.Roles, after.Roles, true),", "roles")]
    [InlineData("Data = \"\"\"{\"by\":\"demo\"}\"\"\"", "by")]
    public void Names_are_found_in_code(string code, string names) => Assert.Equal(names, string.Join(' ', Names(code).Distinct().Order(StringComparer.Ordinal)));

    private static IEnumerable<string> Names(string code)
    {
        foreach (Match made in Anonymous().Matches(code))
            foreach (var member in Members(code, made.Index + made.Length))
                yield return JsonNamingPolicy.CamelCase.ConvertName(Named().Match(member) is { Success: true } named ? named.Groups[1].Value : member[(member.LastIndexOf('.') + 1)..].Trim());
        foreach (var found in new[] { Key(), StateField(), Value(), Pair(), Literal() })
            foreach (Match match in found.Matches(code))
                yield return match.Groups[1].Value;
        foreach (Match match in Constant().Matches(code))
            yield return (string)typeof(MergeRules).GetField(match.Groups[1].Value, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.GetValue(null)!;
    }

    // What stands between the braces, cut at the commas that stand in no brackets of their own.
    private static IEnumerable<string> Members(string code, int start)
    {
        var (depth, from) = (0, start);
        for (var at = start; ; at++)
            if (code[at] is '(' or '[' or '{')
                depth++;
            else if (depth == 0 && code[at] is ',' or '}')
            {
                if (depth == 0 && code[from..at].Trim() is { Length: > 0 } member)
                    yield return member;
                if (code[at] == '}' && depth == 0)
                    yield break;
                from = at + 1;
            }
            else if (code[at] is ')' or ']' or '}')
                depth--;
    }

    private static IEnumerable<string> PropertiesOf(Type record) =>
        from property in record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.GetCustomAttribute<JsonIgnoreAttribute>() is null
        select JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>Files that write into a log, or say what changed for one that does.</summary>
    [GeneratedRegex(@"\bAudit\.Add\b|\bAudit\(|\bAppend\(CaseEventType|Queue\.Entry\(|db\.Audit|class CustomerChanges|record CampaignChange\b|class BulkQueue|\[MergeRules\.")]
    private static partial Regex Logging();

    /// <summary>Not what a query picks: "=> new {" behind a lambda's parameter.</summary>
    [GeneratedRegex(@"(?<!\b\w+ =>\s*)(?<!\([^()]*, [^()]*\) =>\s*)new\s*\{")]
    private static partial Regex Anonymous();

    [GeneratedRegex(@"^(\w+)\s*=(?!=)")]
    private static partial Regex Named();

    [GeneratedRegex(@"\[""(\w+)""\] = ")]
    private static partial Regex Key();

    [GeneratedRegex(@"\[MergeRules\.(\w+)\] = ")]
    private static partial Regex Constant();

    [GeneratedRegex(@"new\(""(\w+)"", c => ")]
    private static partial Regex StateField();

    [GeneratedRegex(@"(?<=^|\s)new(?:\(|\s?KeyValuePair<string, object\?>\(\$)""(\w+)(?:"", [A-Z]|\.\{)")]
    private static partial Regex Value();

    [GeneratedRegex(@"\(""(\w+)"", before\.")]
    private static partial Regex Pair();

    [GeneratedRegex(@"""""""\{""(\w+)"":")]
    private static partial Regex Literal();
}
