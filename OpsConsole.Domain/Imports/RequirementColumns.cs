namespace OpsConsole.Domain.Imports;

/// <summary>The columns of a file of requirements that the console knows by name; whatever else it holds becomes a base column (docs/rules.md, "Imports of requirements").</summary>
public static class RequirementColumns
{
    public const string Key = "Número", Subject = "Asunto", Initial = "Requerimiento inicial", Line = "Línea de producto", At = "Fecha de ingreso", MaxOn = "Fecha máxima", RespondedAt = "Fecha de respuesta", Response = "Respuesta",
        Category1 = "Categoría 1", Category2 = "Categoría 2", Category3 = "Categoría 3", Responsible = "Responsable", Channel = "Canal de ingreso", Priority = "Prioridad", DocumentClass = "Clasificación",
        Name = "Nombre", Phone = "Teléfono", Email = "Correo", Description = "Descripción", Branch = "Agencia";

    /// <summary>Without a subject a row is a requirement like any other; without a branch an insistence stands where its requirement does.</summary>
    public static readonly IReadOnlyList<string> Required = [Key, At];

    public static readonly IReadOnlyList<string> All =
        [Key, Subject, Initial, Line, At, MaxOn, RespondedAt, Response, Category1, Category2, Category3, Responsible, Channel, Priority, DocumentClass, Name, Phone, Email, Description, Branch];

    public static readonly IReadOnlyList<string> Moments = [At, MaxOn, RespondedAt];

    /// <summary>Those whose words are the file's own and may need to be said in the console's.</summary>
    public static readonly IReadOnlyList<string> Worded = [Subject, Line, Responsible, Channel, Priority];
}
