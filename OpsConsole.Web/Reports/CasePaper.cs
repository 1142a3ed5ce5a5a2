using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Reports;

/// <summary>What is known of one case when its summary is made.</summary>
internal sealed record CaseFile(CaseDetail Detail, IReadOnlyList<HistoryEntry> History, IReadOnlyList<AttachmentView> Attachments, CaseNames Names, IReadOnlyList<CaseField> Fields, DateTime Now);

/// <summary>One case with its whole history, survey answers and the list of its attachments (docs/rules.md, "Reports").</summary>
internal sealed class CasePaper(CaseFile file, IStringLocalizer<ReportTexts> text, IStringLocalizer<AlertTexts> alerts, IStringLocalizer<ControlTexts> words, FieldLabels labels, TimeProvider clock)
{
    private readonly CampaignTime _time = CampaignTime.Of(file.Detail.Campaign, clock);

    private CaseRow Row => file.Detail.Row;
    private CampaignSettings Settings => file.Detail.Campaign.Settings;

    public string Title => text["Case.Title", Row.Number];

    public IReadOnlyList<ReportFact> Facts =>
    [
        .. Known(text["State"], words["Status." + Row.Status]), .. Known(text["Branch"], Row.BranchName), .. Known(text["Responsible"], Row.ResponsibleName), .. Known(text["Customer"], Row.CustomerName),
        .. Known(text["Survey"], Moment(Row.ReceivedAt)), .. Known(text["DueAt"], Moment(Row.DueAt)), .. Known(text["Sla"], SlaPolicy.StateOf(Row.DueAt, Row.CompletedAt, file.Now) is { } sla ? words["Sla." + sla].Value : null),
        .. Known(text["CompletedAt"], Moment(Row.CompletedAt)), .. Known(text["AlertReason"], Row.AlertReason),
        .. Known(text["Type"], Row.Subject?.Type), .. Known(text["Description"], Row.Subject?.Description), .. Known(text["Account"], Row.Subject?.Account),
        .. Known(alerts["Field.incidentType"], Settings.Incident(Row.IncidentType)?.Label ?? Row.IncidentType), .. Known(alerts["Field.contactType"], Settings.Contact(Row.ContactType)?.Label ?? Row.ContactType),
        .. Known(alerts["Field.rootCause"], Settings.RootCauses.FirstOrDefault(c => c.Code == Row.RootCause)?.Label ?? Row.RootCause), .. Known(alerts["Field.actionPlan"], Row.ActionPlan),
        .. Known(text["Disposition"], Row.Subject?.Labels is { } chosen ? string.Join(" › ", Domain.Data.Json.Read<List<string>>(chosen)) : null), .. Known(text["Observations"], Row.Subject?.Observations),
        .. Known(text["SharedWith"], string.Join(", ", file.Detail.SharedWith.Select(p => p.Name))),
    ];

    /// <summary>Every column of metadata, base and survey that has a value.</summary>
    public ReportTable Answers
    {
        get
        {
            var values = Domain.Data.Json.Read<Dictionary<string, string>>(Row.Data);
            return new(text["Sheet.Answers"], [new(text["Field"], 2), new(text["Value"], 4)],
                [.. file.Fields.Where(f => f.Source != CaseField.Management).Select(f => (Label: labels[f], Value: file.Detail.Campaign.Schema.Find(f.Source, f.Name) is { } own ? values.GetValueOrDefault(own.Key) : null))
                    .Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => new ReportRow([Cell.Of(f.Label), Cell.Of(f.Value)]))]);
        }
    }

    public ReportTable History
    {
        get
        {
            var said = new HistoryWords(alerts, Settings, _time, file.Names);
            return new(text["Sheet.History"], [new(text["When"], 1.4), new(text["Who"], 1.6), new(text["What"], 5)], [.. file.History.Select(e => new HistoryLine(e)).Select(line =>
                new ReportRow([Cell.Moment(_time.ToLocal(line.Entry.At)), Cell.Of(line.Entry.ByName ?? (line.IsImported ? line.Text("who") ?? alerts["TheSource"] : alerts["TheConsole"])), Cell.Of(What(line, said))]))]);
        }
    }

    public ReportTable Attachments => new(text["Sheet.Attachments"], [new(text["When"], 1.4), new(text["Who"], 1.6), new(text["FileName"], 4), new(text["Size"], 1, true)],
        [.. file.Attachments.Select(a => new ReportRow([Cell.Moment(_time.ToLocal(a.At)), Cell.Of(a.ByName), Cell.Of(a.FileName), Cell.Of(a.Size, text["Kilobytes", Formats.Number((a.Size + 1023) / 1024)])]))]);

    public IReadOnlyList<BookSheet> Book => [new(text["Sheet.Case"], [text["Field"], text["Value"]], [.. Facts.Select(f => (IReadOnlyList<Cell>)[Cell.Of(f.Name), Cell.Of(f.Value)])]), Answers.Sheet, History.Sheet, Attachments.Sheet];

    public void Draw(IReportPaper paper)
    {
        paper.Heading(1, Title);
        paper.Facts(Facts);
        foreach (var (table, none) in new[] { (Answers, "NoAnswers"), (History, "NoHistory"), (Attachments, "NoAttachments") })
        {
            paper.Heading(2, table.Name);
            if (table.Rows.Count > 0)
                table.Draw(paper);
            else
                paper.Text(text[none], isQuiet: true);
        }

        paper.Close();
    }

    private string What(HistoryLine line, HistoryWords said)
    {
        List<string> parts = [alerts["Event." + AlertHistory.Known(line.Entry.Type) + line.RuleSuffix]];
        if (line.Entry.Type == CaseEventType.Attempt)
            parts.Add($"{line.Text("contactPoint")} · {alerts["Channel." + line.Text("channel")]} · {alerts["Result." + line.Text("result")]}");
        if (line.Entry.Number != Row.Number)
            parts.Add(line.Entry.Number);
        if ((line.Text("reason") ?? line.Text("text") ?? line.Text("name")) is { } why)
            parts.Add(why);
        parts.AddRange(line.Changes.Select(c => c.Field == "status" && HistoryWords.Status(c.Old) is { } old && HistoryWords.Status(c.New) is { } now
            ? $"{words["Status." + old]} → {words["Status." + now]}" : $"{said.Field(c.Field)}: {said.Value(c.Field, c.Old)} → {said.Value(c.Field, c.New)}"));
        return string.Join('\n', parts);
    }

    private static IEnumerable<ReportFact> Known(string name, string? value) => string.IsNullOrWhiteSpace(value) ? [] : [new(name, value)];

    private string? Moment(DateTime? at) => at is { } known ? Formats.Moment(known, _time.Zone) : null;
}
