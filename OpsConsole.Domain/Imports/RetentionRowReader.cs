using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Imports;

/// <summary>Reads one row as a withdrawal request, or says why it is none; what only looks wrong is kept with a warning (docs/rules.md, "Retention base").</summary>
public sealed class RetentionRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time)
{
    private const string Unspecified = "OTRO", Cedula = "CEDULA", Ruc = "RUC";

    private readonly Dictionary<string, string> _lines = campaign.Settings.CaseTypes.DistinctBy(TextFold.Fold).ToDictionary(TextFold.Fold);

    /// <summary>Whose documents and phones they are where the row does not say: the country whose days the campaign counts.</summary>
    private readonly string? _country = campaign.Settings.Sla.Calendar?.Code is { } code && NumberingPlan.Of(code) is not null ? code : null;

    public Parsed<ServiceRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan, SchemaField.Base);
        var key = cells.Key(SchemaField.Base, RetentionColumns.Complaint);
        var service = cells.Limited(RetentionColumns.Service, CustomerFormCheck.AccountMax);
        if (service is null)
            cells.Reject(plan.Find(SchemaField.Base, RetentionColumns.Service)!.Header, "service.missing");
        var account = cells.Limited(RetentionColumns.Contract, CustomerFormCheck.AccountMax) ?? service;
        cells.Choice(RetentionColumns.Role, RetentionFacts.Role, "role.unknown");
        cells.OptionalMoment(RetentionColumns.ComplainedOn, time);
        var (line, customer) = (Line(cells), Customer(cells, account));
        CheckComplaint(cells);
        foreach (var unknown in RetentionFacts.UnknownEquipment(cells.Text(SchemaField.Base, RetentionColumns.Equipment)))
            cells.Warn(RetentionColumns.Equipment, unknown, "equipment.unknown");
        var values = cells.Values(campaign.Schema, time);
        if (cells.Errors.Count > 0)
            return new(null, cells.Errors, []);
        return new(new(row.Line, key!, cells.Text(SchemaField.Base, RetentionColumns.Branch), line, null, CasePriority.Normal, account, customer, values, RowHash.Of(null, null, null, values)), [], cells.Warnings);
    }

    private void CheckComplaint(RowCells cells)
    {
        var (handled, type) = (campaign.Settings.Retention.ComplaintType, cells.Text(SchemaField.Base, RetentionColumns.ComplaintType));
        if (type is null || !RetentionRequest.SameNumber(type, handled))
            cells.Warn(RetentionColumns.ComplaintType, type, type is null ? "complaint.missing" : "complaint.other", handled);
    }

    /// <summary>In the campaign's spelling; one that it does not know in capitals.</summary>
    private string? Line(RowCells cells)
    {
        var text = cells.Limited(RetentionColumns.Product, CustomerFormCheck.NameMax);
        var known = text is null ? null : _lines.GetValueOrDefault(TextFold.Fold(text));
        if (known is null)
            cells.Warn(RetentionColumns.Product, text, text is null ? "product.missing" : "product.unknown", string.Join(", ", campaign.Settings.CaseTypes));
        return known ?? text?.ToUpperInvariant();
    }

    private CustomerForm? Customer(RowCells cells, string? account)
    {
        var name = cells.Limited(RetentionColumns.Customer, CustomerFormCheck.NameMax);
        var number = cells.Limited(RetentionColumns.Document, DocumentRules.NumberMax);
        var points = new List<ContactPointForm>();
        var seen = new HashSet<(ContactPointType, string)>();
        foreach (var column in RetentionColumns.Phones)
        {
            if (cells.Limited(column, TextRules.ContactPointMax) is not { } phone)
                continue;
            var point = ContactPointForm.OfPhone(phone, _country) with { Country = _country };
            var (read, _) = ContactPointRules.Read(point, _country, imported: true);
            if (read?.Fault is not null)
                cells.Warn(column, phone, "phone.invalid");
            if (read is not null && seen.Add((read.Type, read.Normalised)))     // one number written twice is one
                points.Add(point);
        }
        var document = number is null || DocumentRules.Compact(number).Length == 0 ? null : Document(number);
        return name is null && document is null ? null : new()
        {
            Document = document,
            FirstName = name,
            ContactPoints = points,
            Accounts = account is null ? [] : [new(account)],
        };
    }

    /// <summary>What its check digits make it; anything else stays a document of no kind.</summary>
    private DocumentForm Document(string number) =>
        new[] { Cedula, Ruc }.FirstOrDefault(type => _country is not null && DocumentRules.TypesOf(_country).Contains(type) && DocumentRules.Check(type, _country, number) is null) is { } found
            ? new(found, number, _country)
            : new(Unspecified, number);
}
