using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Retention;

/// <summary>The columns of a base of withdrawal requests that the console knows by name; each is a base column of the campaign (docs/rules.md, "Retention base").</summary>
public static class RetentionColumns
{
    public const string Complaint = "Número de queja", ComplaintType = "Tipo de queja", Service = "Número de servicio", Product = "Línea de producto", Role = "Rol del servicio",
        Equipment = "Equipos por entregar", Customer = "Cliente", Document = "Documento", Phone1 = "Teléfono 1", Phone2 = "Teléfono 2", Phone3 = "Teléfono 3",
        Contract = "Contrato", Branch = "Agencia", ComplainedOn = "Fecha de queja";

    public static readonly IReadOnlyList<string> All =
        [Complaint, ComplaintType, Service, Product, Role, Equipment, Customer, Document, Phone1, Phone2, Phone3, Contract, Branch, ComplainedOn];

    public static readonly IReadOnlyList<string> Phones = [Phone1, Phone2, Phone3];

    /// <summary>Numbers of services, complaints and phones are texts: their zeros count.</summary>
    public static FieldType TypeOf(string column) => column == ComplainedOn ? FieldType.Date : FieldType.Text;
}
