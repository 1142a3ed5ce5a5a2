using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Filters;

/// <summary>A campaign whose base columns and rows a test gives; each row is a case named by its key.</summary>
public sealed class FilterTable : IAsyncDisposable
{
    private FilterTable(TestDatabase database, Organisation organisation, Campaign campaign, Actor analyst) =>
        (Database, Organisation, Campaign, Analyst) = (database, organisation, campaign, analyst);

    public TestDatabase Database { get; }

    public Organisation Organisation { get; }

    public Campaign Campaign { get; }

    public Actor Analyst { get; }

    public CaseQueries Queries => Database.Get<CaseQueries>();

    /// <param name="columns">Name and type of the base columns.</param>
    /// <param name="rows">Key and values; a missing value is missing.</param>
    public static async Task<FilterTable> CreateAsync(DatabaseKind kind, IReadOnlyList<(string Name, FieldType Type)> columns,
        IEnumerable<(string Key, IReadOnlyDictionary<string, string?> Values)> rows, string zone = "UTC", Func<int, string>? branch = null, Func<int, DateTime>? receivedAt = null)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var now = database.Clock.UtcNow;
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "table", "Table", now);
        campaign.TimeZone = zone;
        foreach (var (name, type) in columns)
        {
            campaign.Schema = campaign.Schema.With(SchemaField.Base, name, type);
            var made = campaign.Schema.Find(SchemaField.Base, name)!;
            campaign.Schema = campaign.Schema.Replace(made, made with { Type = type });
        }
        await database.CommitAsync(db => db.Campaigns.Add(campaign));
        var time = CampaignTime.Of(campaign, database.Clock);
        foreach (var batch in rows.Index().Chunk(500))
            await database.CommitAsync(db =>
            {
                foreach (var (i, (key, values)) in batch)
                {
                    var content = new CaseContent(key, key, organisation.Branches[branch?.Invoke(i) ?? Organisation.Home].Id, receivedAt?.Invoke(i) ?? now.AddMinutes(-i),
                        values.Where(v => v.Value is not null).ToDictionary(v => campaign.Schema.Find(SchemaField.Base, v.Key)!.Key, v => Value(v.Value!, columns.First(c => c.Name == v.Key).Type, time)))
                    {
                        CustomerRef = key,
                    };
                    var added = Case.Create(campaign, content, null, null, now, database.Clock);
                    db.Cases.Add(added);
                    db.CaseEvents.AddRange(added.Log);
                }
            });
        return new(database, organisation, campaign, await organisation.ActorAsync(Role.ExperienceAnalyst));
    }

    /// <summary>The keys of the cases that match, in the order asked for, gathered page by page.</summary>
    public async Task<List<string>> KeysAsync(FilterNode filter, int limit = 500, Actor? actor = null, string? search = null, params CaseSort[] sorts)
    {
        var found = new List<string>();
        var query = new CaseQuery(Campaign.Id) { Filter = filter, Search = search, Limit = limit, Sorts = sorts.Length > 0 ? sorts : [new(null, FieldCatalog.Number)] };
        do
        {
            var page = await Queries.PageAsync(query, actor ?? Analyst, CancellationToken.None);
            found.AddRange(page.Rows.Select(r => r.CustomerRef!));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
        return found;
    }

    public static FilterCondition Where(string field, string op, object? value = null, string source = SchemaField.Base) =>
        new(source, field, op, value is null ? default : JsonSerializer.SerializeToElement(value));

    public static FilterGroup All(params FilterNode[] items) => new(Connector.All, items);

    public static FilterGroup Any(params FilterNode[] items) => new(Connector.Any, items);

    public static FilterGroup None(params FilterNode[] items) => new(Connector.None, items);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static FieldValue Value(string raw, FieldType type, CampaignTime time) => type switch
    {
        FieldType.Number => new(raw, double.TryParse(raw, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null),
        FieldType.Boolean => new(raw, raw switch { "true" => 1, "false" => 0, _ => null }),
        FieldType.Date => new(raw, DateTime.TryParse(raw, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AllowWhiteSpaces, out var at)
            ? CaseFields.Milliseconds(at.Kind == DateTimeKind.Utc ? at : time.ToUtc(at)) : null),
        FieldType.Text or FieldType.Choice => new(raw),
    };
}
