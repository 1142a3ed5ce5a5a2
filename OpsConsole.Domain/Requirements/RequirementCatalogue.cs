using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Protocols;

namespace OpsConsole.Domain.Requirements;

/// <summary>With what a requirements desk works (docs/rules.md, "Requirements").</summary>
public sealed record RequirementCatalogue
{
    public static readonly RequirementCatalogue Empty = new();

    public IReadOnlyList<RequirementSubject> Subjects { get; init; } = [];
    public IReadOnlyList<IntakeChannel> IntakeChannels { get; init; } = [];
    public IReadOnlyList<ProductLine> ProductLines { get; init; } = [];

    /// <summary>Those who answer; each with its people.</summary>
    public IReadOnlyList<RequirementArea> Areas { get; init; } = [];

    /// <summary>"¿Fuera de plazo o inconformidad?", a published guide.</summary>
    public ProtocolTable Assistant { get; init; } = ProtocolTable.Empty;

    public RequirementSubject? Subject(string? said) => Named(Subjects, said, s => (s.Code, s.Label));
    public IntakeChannel? Channel(string? said) => Named(IntakeChannels, said, c => (c.Code, c.Label));
    public ProductLine? Line(string? said) => Named(ProductLines, said, l => (l.Code, l.Label));
    public RequirementArea? Area(string? said) => Named(Areas, said, a => (a.Code, a.Label));

    /// <summary>By its code, else by its label as people write it.</summary>
    private static T? Named<T>(IReadOnlyList<T> all, string? said, Func<T, (string Code, string Label)> names) where T : class => string.IsNullOrWhiteSpace(said) ? null
        : all.FirstOrDefault(one => names(one).Code == said) ?? all.FirstOrDefault(one => TextFold.Fold(names(one).Label) == TextFold.Fold(said.Trim()));
}

/// <summary>What a ticket is about; it fills in what is always the same.</summary>
/// <param name="IsInsistence">Stands on a requirement that is there already.</param>
/// <param name="Counts">The assistant counts it as an insistence.</param>
/// <param name="MayBeNoCustomer">The claimant need not be a customer.</param>
/// <param name="SlaDays">Business days to answer in.</param>
public sealed record RequirementSubject(string Code, string Label, bool IsInsistence = false, bool Counts = false, bool MayBeNoCustomer = false, int SlaDays = 10, string? Help = null)
{
    public RequirementDefaults Defaults { get; init; } = new();
}

/// <summary>What a subject fills in; the form may say something else.</summary>
/// <param name="Responsible">Code of an area.</param>
public sealed record RequirementDefaults(string? Category1 = null, string? Category2 = null, string? Category3 = null, string? Responsible = null, CasePriority? Priority = null, string? DocumentClass = null);

/// <summary>By which way the customer came.</summary>
/// <param name="RecordedAs">The channel that is written down instead where this one is not authorised.</param>
public sealed record IntakeChannel(string Code, string Label, bool IsAuthorised = true, string? RecordedAs = null);

/// <param name="HasSelfService">The customer can file it in the virtual branch.</param>
public sealed record ProductLine(string Code, string Label, bool HasSelfService = false);

/// <summary>An area that answers requirements.</summary>
public sealed record RequirementArea(string Code, string Label) : IArea
{
    /// <summary>Ids of users.</summary>
    public IReadOnlyList<int> People { get; init; } = [];
}
