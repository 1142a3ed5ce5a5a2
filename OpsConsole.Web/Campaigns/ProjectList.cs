using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Campaigns;

/// <summary>What of the projects is shown and in which order; the whole of it stands in the address, so a link shows the same.</summary>
public sealed record ProjectList(string? Search, CampaignStatus? Status, ProjectSort Sort, bool Descending)
{
    public const string Address = "/proyectos";

    public static ProjectList From(string? search, string? status, string? order)
    {
        var ordered = Enum.TryParse<ProjectSort>(order?.TrimStart('-'), ignoreCase: true, out var by) && Enum.IsDefined(by);
        return new(
            string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
            Enum.TryParse<CampaignStatus>(status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null,
            ordered ? by : ProjectSort.Modified,
            !ordered || order!.StartsWith('-'));
    }

    public IReadOnlyList<CampaignSummary> Of(IEnumerable<CampaignSummary> projects)
    {
        var shown = projects.Where(p => (Status is null || p.Status == Status) && Matches(p.Name));
        var ordered = Descending ? shown.OrderByDescending(Key) : shown.OrderBy(Key);
        return [.. ordered.ThenBy(p => p.Name, StringComparer.CurrentCulture)];
    }

    public bool Matches(string name) => Search is null || TextFold.Fold(name).Contains(TextFold.Fold(Search), StringComparison.Ordinal);

    /// <summary>The address of the same list with one thing changed.</summary>
    public string Link()
    {
        var order = (Descending ? "-" : "") + Sort.ToString().ToLowerInvariant();
        var parts = new (string Name, string? Value)[]
        {
            ("buscar", Search),
            ("estado", Status?.ToString().ToLowerInvariant()),
            ("orden", order == "-modified" ? null : order),
        };
        var query = string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? Address : $"{Address}?{query}";
    }

    /// <summary>Text columns start with A, figures and dates with the greatest.</summary>
    public ProjectList SortedBy(ProjectSort sort) =>
        this with { Sort = sort, Descending = Sort == sort ? !Descending : sort is not (ProjectSort.Name or ProjectSort.Status) };

    private IComparable Key(CampaignSummary project) => Sort switch
    {
        ProjectSort.Name => new Alphabetic(project.Name),
        ProjectSort.Created => project.CreatedAt,
        ProjectSort.Modified => project.ModifiedAt,
        ProjectSort.Base => project.Base ?? -1,
        ProjectSort.Effective => project.Effective,
        ProjectSort.Effectiveness => project.Effectiveness ?? -1m,
        ProjectSort.Status => (int)project.Status,
    };

    /// <summary>As people sort here: ñ after n, capitals and accents aside.</summary>
    private readonly record struct Alphabetic(string Text) : IComparable
    {
        public int CompareTo(object? other) => string.Compare(Text, ((Alphabetic)other!).Text, StringComparison.CurrentCultureIgnoreCase);
    }
}
