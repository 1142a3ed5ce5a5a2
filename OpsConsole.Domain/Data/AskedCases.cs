using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>A query that was checked against its campaign: what is wrong with it was refused, what is left can be asked.</summary>
internal sealed class AskedCases
{
    private const string Reference = "ExternalDataReference";

    private readonly OpsDbContext _db;
    private readonly CaseQuery _query;
    private readonly Campaign _campaign;
    private readonly FieldCatalog _catalogue;
    private readonly SearchTerms _search;

    private AskedCases(OpsDbContext db, CaseQuery query, Campaign campaign, FieldCatalog catalogue, FilterContext context, IReadOnlyList<(CaseField, bool)> sorts)
    {
        (_db, _query, _campaign, _catalogue, Context, Sorts) = (db, query, campaign, catalogue, context, sorts);
        _search = SearchTerms.Parse(query.Search);
    }

    /// <summary>The same question, asked through another context.</summary>
    public AskedCases On(OpsDbContext db) => new(db, _query, _campaign, _catalogue, Context, Sorts);

    public FilterContext Context { get; }

    public IReadOnlyList<(CaseField Field, bool Descending)> Sorts { get; }

    public IQueryable<Case> Visible => _db.Cases.AsNoTracking().VisibleTo(Context.Actor).Where(c => c.CampaignId == _query.CampaignId);

    /// <summary>Equal keys may share a count at one state of the log. What depends on the moment, on names or on who asks is kept apart.</summary>
    public string CacheKey
    {
        get
        {
            var tree = FilterJson.Write(_query.Filter);
            var fields = Fields(_query.Filter).ToList();
            var moment = fields.Any(f => f.DependsOnNow || f.NeedsPlaces) || tree.Contains("\"date\"", StringComparison.Ordinal) ? CaseFields.Milliseconds(Context.Now) / 1000 : 0;
            var person = tree.Contains("\"param\"", StringComparison.Ordinal) ? Context.Actor.Id : 0;
            return $"{_campaign.Id}.{_campaign.Version}|{Context.Actor.ScopeKey}|{person}|{Context.Today:O}|{moment:F0}|{tree}|{string.Join(' ', _search.Alternatives.SelectMany(a => a))}";
        }
    }

    /// <param name="live">Whether the campaign that the asker holds will do.</param>
    public static async Task<AskedCases> ReadAsync(OpsDbContext db, CaseQuery query, Actor actor, TimeProvider clock, CancellationToken ct, bool live = false)
    {
        if (actor.HiddenCampaignIds.Contains(query.CampaignId) || ((live ? query.Known : null) ?? await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == query.CampaignId, ct)) is not { } campaign)
            throw new RefusedException([new("not_found", "campaign")]);
        var catalogue = FieldCatalog.Of(campaign);
        var errors = new List<Refusal>();
        if (query.Limit is < 1 or > CaseQuery.MaxLimit)
            errors.Add(new("out_of_range", "limit", query.Limit, CaseQuery.MaxLimit));
        if (query.Search?.Length > SearchTerms.MaxLength)
            errors.Add(new("too_long", "search", query.Search.Length, SearchTerms.MaxLength));
        else if (!TextRules.IsStorable(query.Search))
            errors.Add(new("text.invalid", "search"));
        var sorts = ReadSorts(query, catalogue, errors);
        var context = new FilterContext(CampaignTime.Of(campaign, clock), actor, Places.None);
        errors.AddRange(FilterValidator.Check(query.Filter, catalogue, context));
        RefusedException.ThrowIfAny(errors);
        var named = query.Filter.Conditions.Select(c => catalogue.Find(c.Source, c.Field)!).Concat(sorts.Select(s => s.Field));
        if (named.Any(f => f.NeedsPlaces) || query.Filter.Conditions.Any(c => HasParameter(c, "param")))
            context = context with { Places = await ReadPlacesAsync(db, named.Any(f => f.NeedsPeople), query.Filter.Conditions.Any(c => HasParameter(c, "my_campaigns")), ct) };
        return new(db, query, campaign, catalogue, context, sorts);
    }

    /// <summary>SQLite does not know how many rows an indexed condition finds: where each that must hold finds many, it is better to walk along the order.
    /// Each is counted by itself and over the whole campaign: so its index alone answers, and no row is fetched for the question.</summary>
    public async Task<bool> WalksAsync(CancellationToken ct)
    {
        if (!_db.IsSqlite || !_query.Filter.Conditions.Any(Seeks))
            return false;
        var must = _query.Filter is FilterGroup { Connector: Connector.All } group ? group.Items : [_query.Filter];
        var own = must.OfType<FilterCondition>().Where(Seeks).ToList<FilterNode>();
        foreach (var part in own.Count > 0 ? own : [_query.Filter])
            if (await _db.Cases.Where(c => c.CampaignId == _query.CampaignId).Where(Terms.Predicate(Test(part))).Select(c => c.Id).Take(CaseSearch.Few + 1).CountAsync(ct) <= CaseSearch.Few)
                return false;
        return true;
    }

    /// <summary>An index of the field could find what the condition asks for; it never could find a part of a text, or what is not equal.</summary>
    private bool Seeks(FilterCondition condition) => _catalogue.Find(condition.Source, condition.Field) is { Indexed: true } and (TextField or OrderedField)
        && FilterOp.Find(condition.Op) is { Comparison: not (Comparison.Contains or Comparison.Ends) } op && (!op.IsNegative || op.Comparison is Comparison.Between or Comparison.Starts);

    public async Task<IQueryable<Case>> MatchesAsync(bool walk, IReadOnlyList<CaseStatus> statuses, CancellationToken ct)
    {
        var matches = Visible;
        if (_query.Filter is not FilterGroup { Items.Count: 0 })
            matches = matches.Where(Filter(walk));
        if (statuses.Count > 0)
            matches = matches.Where(Terms.Predicate(Among(statuses)));
        return await matches.SearchAsync(_db, _search, DocumentKey, ct);
    }

    /// <summary>Nothing narrows the list but the reader's reach.</summary>
    private bool IsWhole => _query.Filter is FilterGroup { Items.Count: 0 } && _search.IsEmpty;

    public async Task<int> CountAsync(IReadOnlyList<CaseStatus> statuses, CancellationToken ct) =>
        IsWhole ? (await TotalsAsync(statuses, ct)).Sum(t => t.Count) : await (await MatchesAsync(false, statuses, ct)).CountAsync(ct);

    /// <summary>How many cases there are of each state, alerts and records apart. Of a whole list they are read from the totals that the database keeps.</summary>
    public async Task<List<CaseTotal>> TotalsAsync(IReadOnlyList<CaseStatus> statuses, CancellationToken ct)
    {
        if (!IsWhole)
            return await SumAsync(await MatchesAsync(false, statuses, ct), ct);
        var kept = _db.CaseTotals.AsNoTracking().InReachOf(Context.Actor).Where(t => t.CampaignId == _query.CampaignId && t.Count > 0);
        var totals = await (statuses.Count == 0 ? kept : kept.Where(t => statuses.Contains(t.Status))).ToListAsync(ct);
        if (!Context.Actor.HasShares)
            return totals;
        var shared = _db.Cases.AsNoTracking().Where(c => c.CampaignId == _query.CampaignId).OnlySharedWith(Context.Actor, _db.CaseShares);
        return [.. totals, .. await SumAsync(statuses.Count == 0 ? shared : shared.Where(c => statuses.Contains(c.Status)), ct)];
    }

    private static Task<List<CaseTotal>> SumAsync(IQueryable<Case> cases, CancellationToken ct) =>
        cases.GroupBy(c => new { c.Status, c.IsAlert }).Select(g => new CaseTotal { Status = g.Key.Status, IsAlert = g.Key.IsAlert, Count = g.Count() }).ToListAsync(ct);

    /// <summary>Filter, states and search as one test of a row that is at hand.</summary>
    public Expression Test(IReadOnlyList<CaseStatus> statuses) =>
        Terms.All(true, [Filter(false).Body, .. statuses.Count > 0 ? [Among(statuses)] : Array.Empty<Expression>(), .. _search.IsEmpty ? [] : new[] { _search.Test(DocumentKey) }]);

    public CaseField? Find(string source, string name) => _catalogue.Find(source, name);

    /// <summary>One part of the filter as a test of its own.</summary>
    public Expression Test(FilterNode part) => new FilterCompiler(_catalogue, Context).Body(part);

    /// <summary>Whether the legend's states and the searched text let a row through.</summary>
    public static Expression TestOfStates(IReadOnlyList<CaseStatus> statuses) => statuses.Count > 0 ? Among(statuses) : Terms.Constant(true);

    public Expression TestOfSearch => _search.IsEmpty ? Terms.Constant(true) : _search.Test(DocumentKey);

    private string? DocumentKey => _campaign.Schema.Find(SchemaField.Meta, Reference)?.Key;

    private Expression<Func<Case, bool>> Filter(bool walk) => Terms.Predicate(new FilterCompiler(_catalogue, Context with { Walk = walk }).Body(_query.Filter));

    private IEnumerable<CaseField> Fields(FilterNode filter) => filter.Conditions.Select(c => _catalogue.Find(c.Source, c.Field)!);

    private static Expression Among(IReadOnlyList<CaseStatus> statuses) =>
        Terms.Any(true, [.. statuses.Distinct().Select(s => Terms.Equal(Terms.Column(nameof(Case.Status)), QueryValues.Value(s), true))]);

    private static List<(CaseField Field, bool Descending)> ReadSorts(CaseQuery query, FieldCatalog catalogue, List<Refusal> errors)
    {
        if (query.Sorts.Count > CaseQuery.MaxSorts)
            errors.Add(new("out_of_range", "sort", query.Sorts.Count, CaseQuery.MaxSorts));
        var sorts = new List<(CaseField, bool)>();
        foreach (var (i, sort) in query.Sorts.Index())
            if (catalogue.FindForSort(sort.Source, sort.Field) is { } field)
                sorts.Add((field, sort.Descending));
            else
                errors.Add(new("unknown", $"sort[{i}].field"));
        return sorts.Count > 0 ? sorts : [(new ReceivedField(SchemaField.Meta, FieldCatalog.SurveyTime), true)];
    }

    private static bool HasParameter(FilterCondition condition, string name) => condition.Value.ValueKind is System.Text.Json.JsonValueKind.Object or System.Text.Json.JsonValueKind.Array
        && condition.Value.GetRawText().Contains($"\"{name}\"", StringComparison.Ordinal);

    public static async Task<Places> ReadPlacesAsync(OpsDbContext db, bool withPeople, bool withCampaigns, CancellationToken ct)
    {
        var branches = await db.Branches.AsNoTracking().Select(b => new { b.Id, b.Code, b.Name, b.RegionId, RegionCode = b.Region!.Code, RegionName = b.Region.Name }).ToListAsync(ct);
        List<Place> people = withPeople ? await db.Users.AsNoTracking().Select(u => new Place(u.Id, u.Name, null, u.Email, null)).ToListAsync(ct) : [];
        List<Place> campaigns = withCampaigns ? await db.Campaigns.AsNoTracking().Select(c => new Place(c.Id, c.Code, null, null, null)).ToListAsync(ct) : [];
        return new([.. branches.Select(b => new Place(b.Id, b.Code, b.Name, RegionId: b.RegionId))],
            [.. branches.DistinctBy(b => b.RegionId).Select(b => new Place(b.RegionId, b.RegionCode, b.RegionName))],
            people,
            campaigns);
    }
}
