using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Protocols;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Protocols;

/// <summary>Combinations that no row, or several, decide (docs/rules.md, "Protocols"; promise B1).</summary>
public sealed class GapFinderTests
{
    private static readonly ProtocolTable Assistant = CampaignTemplate.Create(CampaignKind.Requirement, "requerimientos", "Requerimientos", FakeClock.Start).Settings.Requirements.Assistant;

    [Fact]
    public void The_assistant_decides_every_combination_once()
    {
        Assert.Equal(48, Assistant.Combinations);
        Assert.Empty(Assistant.Gaps());
    }

    [Fact]
    public void Without_the_added_rows_exactly_the_four_combinations_that_the_source_leaves_open_are_listed()
    {
        var source = Assistant with { Rows = [.. Assistant.Rows.Where(row => !row.IsAdded)] };
        Assert.Equal(Enumerable.Range(1, 8), source.Rows.Select(row => row.Result));
        var gaps = source.Gaps();
        Assert.All(gaps, gap => Assert.True(gap.IsHole));
        Assert.Equal(
            [
                ("initial=no_within|no_late,insistence=open_within", 8),
                ("initial=yes,insistence=none|answered,customer=satisfied", 2),
                ("initial=yes,insistence=none|answered,customer=none", 2),
                ("initial=yes,insistence=answered,customer=unaware", 1),
            ], gaps.Select(gap => (gap.Key, gap.Count)));
    }

    [Fact]
    public void Rows_that_hold_at_once_are_named_with_the_combinations_they_share()
    {
        var gap = Assert.Single((Assistant with { Rows = [.. Assistant.Rows.Select(row => row.Result == 1 ? row with { When = new Dictionary<string, IReadOnlyList<string>> { ["insistence"] = ["none"], ["customer"] = ["unaware"] } } : row)] }).Gaps(), gap => gap is { IsHole: false, Rows.Count: 2 } && gap.Key.StartsWith("initial=yes"));
        Assert.Equal(("initial=yes,insistence=none,customer=unaware", "1 2"), (gap.Key, string.Join(' ', gap.Rows.Select(at => Assistant.Rows[at].Result))));
    }

    [Fact]
    public void A_table_without_rows_leaves_everything_open_and_two_rows_for_everything_share_all_of_it()
    {
        var none = Assert.Single((Assistant with { Rows = [] }).Gaps());
        Assert.Equal(("", 48, true), (none.Key, none.Count, none.IsHole));
        var both = Assert.Single((Assistant with { Rows = [new(1, "x", "x"), new(2, "x", "x")] }).Gaps());
        Assert.Equal(("", 48, "0 1"), (both.Key, both.Count, string.Join(' ', both.Rows)));
    }

    [Fact]
    public void Of_random_tables_the_groups_are_what_looking_at_each_combination_finds()
    {
        var random = new Random(8);
        for (var round = 0; round < 400; round++)
        {
            var table = Random(random);
            var gaps = table.Gaps();
            foreach (var combination in Combinations(table.Facts))
            {
                var rows = Enumerable.Range(0, table.Rows.Count).Where(at => table.Rows[at].HoldsFor(combination)).ToList();
                var groups = gaps.Where(gap => gap.When.All(w => w.Value.Contains(combination[w.Key]))).ToList();
                Assert.Equal(rows.Count == 1 ? [] : [string.Join(',', rows)], groups.Select(gap => string.Join(',', gap.Rows)));
                Assert.Equal(rows.Count == 1 ? table.Rows[rows[0]] : null, table.Find(combination));
            }

            Assert.Equal(Combinations(table.Facts).Count(c => table.Rows.Count(row => row.HoldsFor(c)) != 1), gaps.Sum(gap => gap.Count));
            foreach (var gap in gaps)
            {
                Assert.All(table.Facts.Where(f => f.IsApart), fact => Assert.True(!gap.When.TryGetValue(fact.Code, out var values) || values.Count == 1));
                // No two groups say what one could.
                Assert.DoesNotContain(gaps, other => other != gap && other.Rows.SequenceEqual(gap.Rows) && table.Facts.Where(f => Values(gap, f) != Values(other, f)).ToList() is [{ IsApart: false }]);
            }

            var filled = table with { Rows = [.. table.Rows, .. gaps.Where(gap => gap.IsHole).Select(gap => new ProtocolRow(0, "x", "x") { When = gap.When })] };
            Assert.Equal(gaps.Where(gap => !gap.IsHole).Select(gap => gap.Key), filled.Gaps().Select(gap => gap.Key));
        }
    }

    private static string Values(ProtocolGap gap, ProtocolFact fact) => string.Join(' ', gap.When.GetValueOrDefault(fact.Code) ?? []);

    private static ProtocolTable Random(Random random)
    {
        var facts = Enumerable.Range(0, random.Next(1, 5)).Select(f => new ProtocolFact($"f{f}", $"F{f}", random.Next(3) == 0) { Values = [.. Enumerable.Range(0, random.Next(1, 5)).Select(v => new CatalogueEntry($"v{v}", $"V{v}"))] }).ToList();
        return new()
        {
            Facts = facts,
            Rows = [.. Enumerable.Range(0, random.Next(0, 9)).Select(n => new ProtocolRow(n, "x", "x")
            {
                When = facts.Where(_ => random.Next(3) > 0).ToDictionary(f => f.Code, f => (IReadOnlyList<string>)[.. f.Values.Select(v => v.Code).Where(_ => random.Next(2) == 0)]),
            })],
        };
    }

    private static IEnumerable<Dictionary<string, string>> Combinations(IReadOnlyList<ProtocolFact> facts) =>
        facts.Aggregate((IEnumerable<Dictionary<string, string>>)[new()], (all, fact) => all.SelectMany(so => fact.Values.Select(value => new Dictionary<string, string>(so) { [fact.Code] = value.Code })));
}
