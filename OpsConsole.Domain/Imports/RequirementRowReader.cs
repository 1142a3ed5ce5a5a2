using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Imports;

/// <summary>One row of a file of requirements, understood.</summary>
/// <param name="Branch">As the file names it.</param>
/// <param name="Initial">The key of the requirement that an insistence stands on.</param>
public sealed record RequirementFileRow(string? Branch, string? Initial, RequirementSubject Subject, RequirementRow Row)
{
    public string Key => Row.ExternalId;
}

/// <summary>Reads one row as a requirement or an insistence, or says why it is none (docs/rules.md, "Imports of requirements").</summary>
public sealed class RequirementRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time)
{
    private readonly RequirementCatalogue _catalogue = campaign.Settings.Requirements;

    public Parsed<RequirementFileRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan);
        void Reject(string column, string code) => cells.Reject(plan.Find(SchemaField.Meta, column)?.Header ?? column, code);
        var key = cells.Key(SchemaField.Meta, RequirementColumns.Key);
        var code = Named(cells, RequirementColumns.Subject, _catalogue.Subjects.Select(s => (s.Code, s.Label)), "subject.unknown");
        var subject = cells.Text(SchemaField.Meta, RequirementColumns.Subject) is null ? _catalogue.Subjects.FirstOrDefault(s => !s.IsInsistence) : _catalogue.Subject(code);
        var initial = cells.Limited(RequirementColumns.Initial, RowCells.LongestKey);
        if (subject is { IsInsistence: true } && initial is null)
            Reject(RequirementColumns.Initial, "initial.missing");
        else if (subject is { IsInsistence: false } && initial is not null)
            Reject(RequirementColumns.Initial, "initial.not_wanted");
        var (at, max, answered) = (cells.Moment(RequirementColumns.At, time), cells.OptionalMoment(RequirementColumns.MaxOn, time), cells.OptionalMoment(RequirementColumns.RespondedAt, time));
        var response = cells.Limited(RequirementColumns.Response, TextRules.NoteMax);
        if (at > time.UtcNow)
            Reject(RequirementColumns.At, "date.future");
        if (answered > time.UtcNow)
            Reject(RequirementColumns.RespondedAt, "date.future");
        else if (answered < at)
            Reject(RequirementColumns.RespondedAt, "response.before_intake");
        else if (answered is null && response is not null)
            Reject(RequirementColumns.RespondedAt, "response.date_missing");
        if (max < at && time.Day(max.Value) < time.Day(at.Value))
            Reject(RequirementColumns.MaxOn, "max_date.before_intake");
        var form = Form(cells, subject, initial);
        var values = cells.Values(campaign.Schema, time);
        if (cells.Errors.Count > 0)
            return new(null, cells.Errors, []);
        var all = new Dictionary<string, FieldValue>(values);
        foreach (var field in RequirementColumns.All)
            if (cells.Text(SchemaField.Meta, field) is { } text)
                all["\u0001" + field] = new(text, null);      // apart from the campaign's own keys
        return new(new(cells.Text(SchemaField.Meta, RequirementColumns.Branch), initial, subject!,
            new(key!, RowHash.Of(null, null, null, all), form, at!.Value, max is { } day ? time.Day(day) : null, answered is { } said ? [new(response, said)] : [], values)), [], cells.Warnings);
    }

    private RequirementForm Form(RowCells cells, RequirementSubject? subject, string? initial)
    {
        string? Short(string column) => cells.Limited(column, RequirementForm.ShortMax);
        return new RequirementForm
        {
            Subject = subject?.Code,
            Initial = initial,
            Channel = Named(cells, RequirementColumns.Channel, _catalogue.IntakeChannels.Select(c => (c.Code, c.Label)), "channel.unknown"),
            ProductLine = Named(cells, RequirementColumns.Line, _catalogue.ProductLines.Select(l => (l.Code, l.Label)), "line.unknown"),
            Category1 = Short(RequirementColumns.Category1),
            Category2 = Short(RequirementColumns.Category2),
            Category3 = Short(RequirementColumns.Category3),
            Responsible = Named(cells, RequirementColumns.Responsible, _catalogue.Areas.Select(a => (a.Code, a.Label)), "area.unknown"),
            Priority = cells.Choice(RequirementColumns.Priority, ServiceRowReader.PriorityOf, "priority.unknown") is { } priority ? Codes.Of(Enum.Parse<CasePriority>(priority)) : null,
            DocumentClass = Short(RequirementColumns.DocumentClass),
            Name = Short(RequirementColumns.Name),
            Phone = Short(RequirementColumns.Phone),
            Email = Short(RequirementColumns.Email),
            Description = cells.Limited(RequirementColumns.Description, ServiceCaseForm.DescriptionMax),
        };
    }

    /// <summary>By code or by label.</summary>
    private static string? Named(RowCells cells, string field, IEnumerable<(string Code, string Label)> known, string unknown)
    {
        var all = known.ToList();
        return cells.Choice(field, text => TextFold.Fold(text) is var asked ? all.FirstOrDefault(k => asked == TextFold.Fold(k.Code) || asked == TextFold.Fold(k.Label)).Code : null, unknown, string.Join(", ", all.Select(k => k.Label)));
    }
}
