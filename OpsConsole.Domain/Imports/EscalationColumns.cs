namespace OpsConsole.Domain.Imports;

/// <summary>The columns of a file of forms that the console knows by name; whatever else it holds becomes a base column (docs/rules.md, "Imports of forms").</summary>
public static class EscalationColumns
{
    public const string Key = "Id escalamiento", Account = "Cuenta", At = "Fecha", Motive = "Motivo", Cause = "Causal", Reason = "Razón", SubReason = "Subrazón",
        Petition = "Tipo PQR", Area = "Área", Done = "Gestión", Agent = "Asesor", Branch = "Agencia";

    public static readonly IReadOnlyList<string> Required = [Key, Account, At, Cause, Branch];

    public static readonly IReadOnlyList<string> All = [Key, Account, At, Motive, Cause, Reason, SubReason, Petition, Area, Done, Agent, Branch];

    /// <summary>Those whose words are the file's own and may need to be said in the console's.</summary>
    public static readonly IReadOnlyList<string> Worded = [Cause, Petition, Area];
}
