using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Imports;

/// <summary>One row of a file of forms, understood.</summary>
/// <param name="Branch">As the file names it.</param>
/// <param name="Agent">Who filled the form in, as the file names them.</param>
public sealed record EscalationFileRow(string Key, string? Branch, EscalationForm Form, DateTime At, string? Agent, IReadOnlyDictionary<string, FieldValue> Values, string Hash) : ICaseRow;

/// <summary>Reads one row as a form of a front agent, or says why it is none (docs/rules.md, "Imports of forms").</summary>
public sealed class EscalationRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time)
{
    private const int AgentMax = 200;

    private readonly RepeatCell _cell = campaign.Settings.Cell;

    public Parsed<EscalationFileRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan);
        var key = cells.Key(SchemaField.Meta, EscalationColumns.Key);
        var account = cells.Limited(EscalationColumns.Account, LoggedContact.AccountMax);
        if (account is null)
            cells.Reject(plan.Find(SchemaField.Meta, EscalationColumns.Account)?.Header ?? EscalationColumns.Account, "account.missing");
        var at = cells.Moment(EscalationColumns.At, time);
        if (at > time.UtcNow)
            cells.Reject(plan.Find(SchemaField.Meta, EscalationColumns.At)!.Header, "date.future");
        var cause = Named(cells, EscalationColumns.Cause, _cell.Causes.Select(c => (c.Code, c.Label)), "cause.unknown");
        if (cause is null && cells.Text(SchemaField.Meta, EscalationColumns.Cause) is null)
            cells.Reject(plan.Find(SchemaField.Meta, EscalationColumns.Cause)?.Header ?? EscalationColumns.Cause, "cause.missing");
        var area = Named(cells, EscalationColumns.Area, _cell.Areas.Select(a => (a.Code, a.Label)), "area.unknown");
        if (area is not null && _cell.Cause(cause)?.OwnerArea is { } owner && owner != area)
            cells.Reject(plan.Find(SchemaField.Meta, EscalationColumns.Area)!.Header, "area.not_owner");
        var form = new EscalationForm
        {
            Account = account,
            Motive = cells.Limited(EscalationColumns.Motive, EscalationForm.TextMax),
            Cause = cause,
            Reason = cells.Limited(EscalationColumns.Reason, EscalationForm.CodeMax),
            SubReason = cells.Limited(EscalationColumns.SubReason, EscalationForm.CodeMax),
            Petition = Named(cells, EscalationColumns.Petition, _cell.PetitionKinds.Select(p => (p.Code, p.Label)), "petition.unknown"),
            Area = area,
            Done = cells.Limited(EscalationColumns.Done, EscalationForm.TextMax),
        };
        var agent = cells.Limited(EscalationColumns.Agent, AgentMax);
        var values = cells.Values(campaign.Schema, time);
        if (cells.Errors.Count > 0)
            return new(null, cells.Errors, []);
        var all = new Dictionary<string, FieldValue>(values);
        foreach (var field in EscalationColumns.All)
            if (cells.Text(SchemaField.Meta, field) is { } text)
                all["\u0001" + field] = new(text, null);      // apart from the campaign's own keys
        return new(new(key!, cells.Text(SchemaField.Meta, EscalationColumns.Branch), form, at!.Value, agent, values, RowHash.Of(null, null, null, all)), [], cells.Warnings);
    }

    /// <summary>By code or by label, or by both as people write them: "C", "Visitas técnicas", "C Visitas técnicas", "C. Visitas técnicas".</summary>
    private static string? Named(RowCells cells, string field, IEnumerable<(string Code, string Label)> known, string unknown)
    {
        var all = known.ToList();
        return cells.Choice(field, text => Bare(text) is var asked && all.FirstOrDefault(k => asked == Bare(k.Code) || asked == Bare(k.Label) || asked == Bare(k.Code) + Bare(k.Label)).Code is { } code ? code : null, unknown, string.Join(", ", all.Select(k => k.Label)));
    }

    private static string Bare(string text) => string.Concat(TextFold.Fold(text).Where(char.IsLetterOrDigit));
}
