using System.Runtime.CompilerServices;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Filters;

/// <summary>All columns of a campaign that filters, sorts and grids may name: its own, then the 24 management columns, and four more of service cases (docs/rules.md, "Names of fields").</summary>
public sealed class FieldCatalog
{
    /// <summary>Names that are part of the contract, the same in both languages.</summary>
    public const string SurveyTime = "Fecha encuesta", Number = "Número", State = "Estado gestión", Responsible = "Responsable", Branch = "Agencia", Region = "Región",
        Due = "Vence", Sla = "Estado SLA", IsAlert = "Es alerta", Customer = "Cliente", CaseType = "Tipo", Account = "Cuenta", Disposition = "Tipificación", Priority = "Prioridad", Next = "Próxima gestión", Created = "Creado", Score = "Puntaje", Group = "Grupo", Closure = "Cierre transaccional",
        RetentionState = "Resultado de retención", RetentionMotive = "Motivo de retención", DisposedOn = "Fecha de tipificación", DisposedBy = "Tipificado por", Benefit = "Beneficio",
        CellCause = "Causal", Area = "Área de escalamiento", AreaState = "Estado de escalamiento", FormAt = "Fecha del formulario", FormBy = "Formulario de", Quality = "Marca de calidad", Petition = "Tipo PQR", AnswerDue = "Vence la respuesta",
        Subject = "Asunto", Initial = "Requerimiento inicial", ResponsibleArea = "Área responsable", ProductLine = "Línea de producto", IntakeChannel = "Canal de ingreso", DocumentState = "Estado documental", RespondedAt = "Respondido el", IsBlocked = "Bloqueado", DocumentClass = "Clase de documento", IntakeAt = "Fecha de ingreso";

    private static readonly CatalogueEntry[] States =
        [new(nameof(CaseStatus.Unmanaged), "Sin Gestión"), new(nameof(CaseStatus.Started), "Iniciado"), new(nameof(CaseStatus.FollowUp), "Seguimiento"),
            new(nameof(CaseStatus.Shared), "Compartido"), new(nameof(CaseStatus.Transferred), "Traslado"), new(nameof(CaseStatus.Completed), "Completado")];

    /// <summary>The states by code and Spanish label.</summary>
    public static IReadOnlyList<CatalogueEntry> StateChoices => States;

    private static readonly CatalogueEntry[] SlaStates =
        [new(nameof(SlaState.OnTime), "A tiempo"), new(nameof(SlaState.DueSoon), "Por vencer"), new(nameof(SlaState.Overdue), "Vencido"),
            new(nameof(SlaState.Met), "Cumplido"), new(nameof(SlaState.Missed), "Incumplido")];

    private static readonly CatalogueEntry[] Groups =
        [new("detractor", "Detractor"), new("passive", "Pasivo"), new("promoter", "Promotor"), new("dissatisfied", "Insatisfecho"), new("satisfied", "Satisfecho")];

    private static readonly CatalogueEntry[] Priorities =
        [new("low", "Baja"), new("normal", "Normal"), new("high", "Alta"), new("urgent", "Urgente")];

    /// <summary>Where the question to an area stands, by code and Spanish label.</summary>
    internal static readonly CatalogueEntry[] AreaStates =
        [new("open", "Abierto"), new("answered", "Respondido"), new("returned", "Devuelto"), new("closed", "Cerrado")];

    /// <summary>Where a requirement stands as a document, by code and Spanish label.</summary>
    public static readonly IReadOnlyList<CatalogueEntry> DocumentStates = [new("open", "Abierto"), new("answered", "Respondido"), new("closed", "Cerrado")];

    private static readonly ConditionalWeakTable<BaseSchema, ConditionalWeakTable<CampaignSettings, FieldCatalog>> Known = [];

    private readonly Dictionary<(string Source, string Name), CaseField> _byName;

    private FieldCatalog(IReadOnlyList<CaseField> fields)
    {
        Fields = fields;
        _byName = fields.ToDictionary(f => (f.Source, f.Name));
    }

    public IReadOnlyList<CaseField> Fields { get; }

    /// <summary>One for all who hold the same columns and settings.</summary>
    public static FieldCatalog Of(Campaign campaign)
    {
        var known = Known.GetValue(campaign.Schema, static _ => new());
        return known.GetValue(campaign.Settings, _ => Made(campaign));
    }

    private static FieldCatalog Made(Campaign campaign) => new([.. campaign.Schema.Fields.Select(f => Own(f) with { Token = f.Key }), .. ManagementOf(campaign).Select(f => f with { Token = f.Code! })]);

    public CaseField? Find(string source, string name) => _byName.GetValueOrDefault((source, name));

    public CaseField? OfToken(string token) => Fields.FirstOrDefault(f => f.Token == token);

    /// <summary>For a sort, where the source may be left out: then management comes first, metadata next.</summary>
    public CaseField? FindForSort(string? source, string name) => source is not null ? Find(source, name)
        : new[] { CaseField.Management, SchemaField.Meta, SchemaField.Base, SchemaField.Survey }.Select(s => Find(s, name)).FirstOrDefault(f => f is not null);

    private static CaseField Own(SchemaField field) => field.Type switch
    {
        FieldType.Date when field is { Source: SchemaField.Meta, Name: SurveyTime } => new ReceivedField(field.Source, field.Name) { Indexed = true },
        FieldType.Number or FieldType.Date or FieldType.Boolean => new OrderedField(field.Source, field.Name, field.Type.Value, field.Key) { Indexed = field.Indexed },
        FieldType.Text or FieldType.Choice or null => new TextField(field.Source, field.Name, field.Key) { Indexed = field.Indexed },
    };

    private static IEnumerable<CaseField> ManagementOf(Campaign campaign) => campaign.Kind switch
    {
        CampaignKind.CloseTheLoop => ManagementOf(campaign.Settings),
        CampaignKind.Retention => [.. ManagementOf(campaign.Settings), .. RetentionOf(campaign.Settings.Retention)],
        CampaignKind.RepeatContact => [.. ManagementOf(campaign.Settings), .. Service, .. CellOf(campaign.Settings.Cell)],
        CampaignKind.Requirement => [.. ManagementOf(campaign.Settings), .. Service, .. RequirementsOf(campaign.Settings.Requirements)],
        _ => [.. ManagementOf(campaign.Settings), .. Service],
    };

    /// <summary>What service cases have besides: their own words, which surveys bring as columns.</summary>
    private static readonly CaseField[] Service =
    [
        Text(Customer, CaseFields.Customer, "customer"),
        Text(CaseType, CaseFields.Type, "type"),
        Text("Descripción", CaseFields.Description, "description"),
        Text(Account, CaseFields.Account, "account"),
    ];

    /// <summary>What withdrawal requests have besides: how they were disposed of, by whom and when, how they close elsewhere and what was granted. What they are about stands in base columns; the type is the product line as the figures count it.</summary>
    private static CaseField[] RetentionOf(MotiveCatalogue catalogue) =>
    [
        Text(CaseType, CaseFields.Type, "type"),
        new DispositionField(CaseField.Management, RetentionState, IsMotive: false) { Code = "retentionState", Choices = [.. catalogue.States] },
        new DispositionField(CaseField.Management, RetentionMotive, IsMotive: true) { Code = "retentionMotive", Choices = [.. catalogue.States.SelectMany(s => s.Motives).DistinctBy(m => m.Code)] },
        Ordered(DisposedOn, FieldType.Date, CaseFields.DisposedOn, "disposedOn"),
        new PlaceField(CaseField.Management, DisposedBy, PlaceKind.Person, nameof(Case.DisposedById)) { Code = "disposedBy" },
        Text(Closure, CaseFields.Closure, "closure"),
        Ordered("Cierre hasta", FieldType.Date, CaseFields.CloseBy, "closeBy"),
        Text(Benefit, CaseFields.Benefit, "benefit"),
        Ordered("Meses de descuento", FieldType.Number, CaseFields.DiscountMonths, "discountMonths"),
    ];

    /// <summary>What cases of a repeat-contacts cell have besides: the form, the question to an area and what the form was worth.</summary>
    private static CaseField[] CellOf(RepeatCell cell) =>
    [
        new ColumnField(CaseField.Management, CellCause, nameof(Case.Cause)) { Code = "cellCause", Choices = [.. cell.Causes.Select(c => new CatalogueEntry(c.Code, c.Label))] },
        new ColumnField(CaseField.Management, Area, nameof(Case.Area)) { Code = "area", Choices = [.. cell.Areas.Select(a => new CatalogueEntry(a.Code, a.Label))] },
        new EscalationStateField(CaseField.Management, AreaState) { Code = "areaState", Choices = AreaStates },
        new StandingField(Ordered(FormAt, FieldType.Date, CaseFields.FormAt, "formAt")) { Code = "formAt" },
        new PlaceField(CaseField.Management, FormBy, PlaceKind.Person, nameof(Case.FormById)) { Code = "formBy" },
        new CodeField(CaseField.Management, Petition, CaseFields.Petition) { Code = "petition", Choices = [.. cell.PetitionKinds] },
        Ordered(AnswerDue, FieldType.Date, CaseFields.AnswerDue, "answerDue"),
        new ColumnField(CaseField.Management, Quality, nameof(Case.QualityMark)) { Code = "quality", Choices = [.. cell.QualityMarks.Select(m => new CatalogueEntry(m.Code, m.Label))] },
    ];

    /// <summary>What requirements have besides: the ticket, its answer, the block.</summary>
    private static CaseField[] RequirementsOf(RequirementCatalogue catalogue) =>
    [
        new ColumnField(CaseField.Management, Subject, nameof(Case.Subject)) { Code = "subject", Choices = [.. catalogue.Subjects.Select(s => new CatalogueEntry(s.Code, s.Label))] },
        Text(Initial, CaseFields.Initial, "initial"),
        Ordered(IntakeAt, FieldType.Date, CaseFields.IntakeAt, "intakeAt"),
        new ColumnField(CaseField.Management, ResponsibleArea, nameof(Case.Area)) { Code = "responsibleArea", Choices = [.. catalogue.Areas.Select(a => new CatalogueEntry(a.Code, a.Label))] },
        new CodeField(CaseField.Management, ProductLine, CaseFields.Line) { Code = "productLine", Choices = [.. catalogue.ProductLines.Select(l => new CatalogueEntry(l.Code, l.Label))] },
        new CodeField(CaseField.Management, IntakeChannel, CaseFields.Channel) { Code = "intakeChannel", Choices = [.. catalogue.IntakeChannels.Select(c => new CatalogueEntry(c.Code, c.Label))] },
        new DocumentStateField(CaseField.Management, DocumentState) { Code = "documentState", Choices = DocumentStates },
        Ordered(RespondedAt, FieldType.Date, CaseFields.RespondedAt, "respondedAt"),
        new SinceField(CaseField.Management, IsBlocked, nameof(Case.BlockedAt)) { Code = "blocked" },
        Text(DocumentClass, CaseFields.DocumentClass, "documentClass"),
        Text("Categoría 1", CaseFields.Category1, "category1"),
        Text("Categoría 2", CaseFields.Category2, "category2"),
        Text("Categoría 3", CaseFields.Category3, "category3"),
    ];

    private static CaseField[] ManagementOf(CampaignSettings settings) =>
    [
        new CaseNumberField(CaseField.Management, Number) { Code = "number", Indexed = true },
        new EnumField<CaseStatus>(CaseField.Management, State, nameof(Case.Status)) { Code = "status", Choices = States },
        new PlaceField(CaseField.Management, Responsible, PlaceKind.Person) { Code = "responsible" },
        new PlaceField(CaseField.Management, Branch, PlaceKind.Branch) { Code = "branch", Indexed = true },
        new PlaceField(CaseField.Management, Region, PlaceKind.Region) { Code = "region", Indexed = true },
        new CodeField(CaseField.Management, "Tipo de incidencia", CaseFields.Incident) { Code = "incident", Choices = settings.IncidentTypes },
        new CodeField(CaseField.Management, "Tipo de contacto", CaseFields.Contact) { Code = "contact", Choices = settings.ContactTypes },
        Text("Plan de acción", CaseFields.Plan, "plan"),
        new CodeField(CaseField.Management, "Causa raíz", CaseFields.Cause) { Code = "cause", Choices = settings.RootCauses },
        Text(Disposition, CaseFields.Disposition, "disposition"),
        Text("Observación", CaseFields.Observation, "observation"),
        Ordered("Intentos", FieldType.Number, CaseFields.Attempts, "attempts"),
        Ordered(Due, FieldType.Date, CaseFields.Due, "due") with { Indexed = true },
        new SlaField(CaseField.Management, Sla) { Code = "sla", Choices = SlaStates },
        new FlagField(CaseField.Management, IsAlert, nameof(Case.IsAlert)) { Code = "alert" },
        Text("Motivo de alerta", CaseFields.Reason, "reason"),
        Ordered(Score, FieldType.Number, CaseFields.Score, "score") with { Indexed = true },
        new CodeField(CaseField.Management, Group, CaseFields.Group) { Code = "group", Choices = Groups },
        new EnumField<CasePriority>(CaseField.Management, Priority, nameof(Case.Priority)) { Code = "priority", Choices = Priorities },
        Text("Etiquetas", CaseFields.Tags, "tags"),
        Ordered(Next, FieldType.Date, CaseFields.Next, "next"),
        Ordered(Created, FieldType.Date, CaseFields.Created, "created"),
        Ordered("Iniciado", FieldType.Date, CaseFields.Started, "started"),
        Ordered("Completado", FieldType.Date, CaseFields.Completed, "completed"),
    ];

    private static TextField Text(string name, string key, string code) => new(CaseField.Management, name, key) { Code = code, HasRaw = false };

    private static OrderedField Ordered(string name, FieldType type, string key, string code) => new(CaseField.Management, name, type, key) { Code = code };
}
