namespace OpsConsole.Domain.Imports;

/// <summary>The columns of a file of service cases that the console knows by name; whatever else it holds becomes a base column (docs/rules.md, "Imports").</summary>
public static class CaseColumns
{
    public const string Key = "Id externo", Branch = "Agencia", Type = "Tipo", Description = "Descripción", Priority = "Prioridad",
        DocumentType = "Tipo de documento", DocumentNumber = "Número de documento",
        FirstName = "Primer nombre", SecondName = "Segundo nombre", FirstSurname = "Primer apellido", SecondSurname = "Segundo apellido",
        Account = "Cuenta", Mobile = "Celular", Landline = "Teléfono fijo", Email = "Correo", Address = "Dirección";

    public static readonly IReadOnlyList<string> All =
        [Key, Branch, Type, Description, Priority, DocumentType, DocumentNumber, FirstName, SecondName, FirstSurname, SecondSurname, Account, Mobile, Landline, Email, Address];
}
