using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Imports;

/// <summary>Reads one row as a service case, or says why it is none; numbers against their rules are kept and marked (docs/rules.md, "Imports").</summary>
public sealed class ServiceRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time)
{
    private const string Unspecified = "OTRO";

    private static readonly Dictionary<string, CasePriority> Priorities = new()
    {
        ["baja"] = CasePriority.Low,
        ["normal"] = CasePriority.Normal,
        ["media"] = CasePriority.Normal,
        ["alta"] = CasePriority.High,
        ["urgente"] = CasePriority.Urgent,
    };

    private readonly Dictionary<string, string> _types = campaign.Settings.CaseTypes.DistinctBy(TextFold.Fold).ToDictionary(TextFold.Fold);

    public Parsed<ServiceRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan);
        var key = cells.Key(SchemaField.Meta, CaseColumns.Key);
        var type = cells.Choice(CaseColumns.Type, text => _types.GetValueOrDefault(TextFold.Fold(text)), "type.unknown", string.Join(", ", campaign.Settings.CaseTypes));
        var priority = cells.Choice(CaseColumns.Priority, PriorityOf, "priority.unknown");
        var (description, account) = (cells.Limited(CaseColumns.Description, ServiceCaseForm.DescriptionMax), cells.Limited(CaseColumns.Account, CustomerFormCheck.AccountMax));
        var customer = Customer(cells, account);
        var values = cells.Values(campaign.Schema, time);
        if (cells.Errors.Count > 0)
            return new(null, cells.Errors, []);
        var all = new Dictionary<string, FieldValue>(values);
        foreach (var field in CaseColumns.All)
            if (cells.Text(SchemaField.Meta, field) is { } text)
                all["\u0001" + field] = new(text, null);      // apart from the campaign's own keys
        return new(new(row.Line, key!, cells.Text(SchemaField.Meta, CaseColumns.Branch), type, description, priority is null ? CasePriority.Normal : Enum.Parse<CasePriority>(priority), account, customer, values, RowHash.Of(null, null, null, all)), [], cells.Warnings);
    }

    internal static string? PriorityOf(string text) => (Codes.Parse<CasePriority>(text.Trim().ToLowerInvariant()) ?? (Priorities.TryGetValue(TextFold.Fold(text.Trim()), out var named) ? named : null))?.ToString();

    private static CustomerForm? Customer(RowCells cells, string? account)
    {
        string? Name(string field) => cells.Limited(field, CustomerFormCheck.NameMax);
        var type = cells.Choice(CaseColumns.DocumentType, DocumentTypeOf, "document.type_unknown");
        var number = cells.Limited(CaseColumns.DocumentNumber, DocumentRules.NumberMax);
        var points = new[] { (CaseColumns.Mobile, "mobile"), (CaseColumns.Landline, "landline"), (CaseColumns.Email, "email"), (CaseColumns.Address, "address") }
            .Select(p => (Value: cells.Limited(p.Item1, TextRules.ContactPointMax), Type: p.Item2)).Where(p => p.Value is not null).Select(p => new ContactPointForm(p.Type, p.Value)).ToList();
        var form = new CustomerForm
        {
            Document = number is null || DocumentRules.Compact(number).Length == 0 ? null : Document(type ?? Unspecified, number),
            FirstName = Name(CaseColumns.FirstName),
            SecondName = Name(CaseColumns.SecondName),
            FirstSurname = Name(CaseColumns.FirstSurname),
            SecondSurname = Name(CaseColumns.SecondSurname),
            ContactPoints = points,
            Accounts = account is null ? [] : [new(account, null)],
        };
        if (form is not { Document: null, FirstName: null, SecondName: null, FirstSurname: null, SecondSurname: null })
            return form;
        if (points.Count > 0)
            cells.Reject(CaseColumns.FirstName, "customer.nameless");
        return null;
    }

    /// <summary>A document that several countries have is taken for one of the country where nothing is said.</summary>
    private static DocumentForm Document(string type, string number) => new(type, number, DocumentRules.CountryOf(type, null) is null ? ContactPointRules.DefaultCountry : null);

    private static string? DocumentTypeOf(string text)
    {
        var folded = TextFold.Fold(text.Trim());
        return DocumentRules.Countries.Append(null).SelectMany(DocumentRules.TypesOf).FirstOrDefault(t => TextFold.Fold(t) == folded);
    }
}
