namespace OpsConsole.Domain.Imports;

/// <summary>The columns of a file of contacts that the console knows by name (docs/rules.md, "Contact log").</summary>
public static class ContactColumns
{
    public const string Key = "Id contacto", Account = "Cuenta", At = "Fecha contacto", Channel = "Canal", Cause = "Causa", Symptom = "Síntoma", IsComplaint = "Es reclamo", Agent = "Asesor";

    public static readonly IReadOnlyList<string> All = [Key, Account, At, Channel, Cause, Symptom, IsComplaint, Agent];
}
