using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Imports;

/// <summary>A row of a file of contacts, understood.</summary>
/// <param name="Agent">As the file names whoever took it.</param>
internal sealed record ContactRow(NewContact Contact, string? Agent);

/// <summary>Reads one row as a contact, or says why it is none (docs/rules.md, "Contact log").</summary>
internal sealed class ContactRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time, string importId)
{
    private static readonly string[] Yes = ["si", "s", "yes", "y", "true", "verdadero", "1", "x"], No = ["no", "n", "false", "falso", "0"];

    private readonly Dictionary<string, string> _causes = campaign.Settings.Cell.Causes.SelectMany(c => new[] { (c.Code, c.Code), (c.Label, c.Code) }).DistinctBy(c => TextFold.Fold(c.Item1)).ToDictionary(c => TextFold.Fold(c.Item1), c => c.Item2);

    public Parsed<ContactRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan);
        var key = cells.Limited(ContactColumns.Key, LoggedContact.ExternalIdMax);
        var account = cells.Limited(ContactColumns.Account, LoggedContact.AccountMax);
        if (account is null)
            cells.Reject(plan.Find(SchemaField.Meta, ContactColumns.Account)!.Header, "contact.account_missing");
        var at = cells.Moment(ContactColumns.At, time)?.ToMilliseconds();
        if (at > time.UtcNow)
            cells.Reject(plan.Find(SchemaField.Meta, ContactColumns.At)!.Header, "contact.future");
        var channel = cells.Choice(ContactColumns.Channel, ContactChannels.Read, "channel.unknown", string.Join(", ", ContactChannels.All));
        var cause = cells.Choice(ContactColumns.Cause, text => _causes.GetValueOrDefault(TextFold.Fold(text)), "cause.unknown", string.Join(", ", campaign.Settings.Cell.Causes.Select(c => $"{c.Code} {c.Label}")));
        var symptom = cells.Limited(ContactColumns.Symptom, LoggedContact.SymptomMax);
        var complaint = cells.Choice(ContactColumns.IsComplaint, Answer, "complaint.unreadable");
        var agent = cells.Limited(ContactColumns.Agent, LoggedContact.AgentMax);
        return cells.Errors.Count > 0 ? new(null, cells.Errors, []) : new(new(new(campaign.Id, key, account!, at!.Value, channel ?? ContactChannels.Unsaid)
        {
            Cause = cause,
            Symptom = symptom,
            IsComplaint = complaint is null ? null : bool.Parse(complaint),
            AgentName = agent,
            ImportId = importId,
        }, agent), [], cells.Warnings);
    }

    private static string? Answer(string text) => TextFold.Fold(text) is var folded && Yes.Contains(folded) ? bool.TrueString : No.Contains(folded) ? bool.FalseString : null;
}
