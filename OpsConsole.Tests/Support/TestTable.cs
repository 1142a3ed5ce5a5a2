using System.Runtime.CompilerServices;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Tests.Support;

/// <summary>A table written into a test: the header, then the rows, cells parted by a bar.</summary>
internal sealed class TestTable(params string[] lines) : IRowSource
{
    private int _readings;

    public IReadOnlyList<string> Header { get; } = lines[0].Split('|');

    public long HeaderLine => 1;

    public IReadOnlyList<RawRow> Top => [.. lines.Take(20).Index().Select(Row)];

    public FileShape Shape { get; } = new("csv");

    /// <summary>Something happens at this row of the second reading, when the rows are written.</summary>
    public int At { get; init; } = -1;

    public Func<Task> Happens { get; init; } = () => Task.CompletedTask;

    public async IAsyncEnumerable<RawRow> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        _readings++;
        foreach (var line in lines.Index().Skip(1))
        {
            if (line.Index == At && _readings == 2)
                await Happens();
            ct.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return Row(line);
        }
    }

    /// <summary>Every row read as an answer of the campaign, as an import would: columns planned, file looked through, schema extended.</summary>
    public async Task<List<Parsed<SurveyRow>>> AnswersAsync(Campaign campaign, ImportMapping? mapping = null, bool allowNoScore = false)
    {
        var plan = ColumnPlan.For(this, mapping ?? new(), campaign, ImportKind.Responses);
        campaign.Schema = (await FileProfile.OfAsync(this, plan, campaign, ImportKind.Responses, allowNoScore, CancellationToken.None)).Extend(campaign.Schema);
        var reader = new SurveyRowReader(plan, campaign, CampaignTime.Of(campaign, new FakeClock()));
        return [.. lines.Index().Skip(1).Select(line => reader.Read(Row(line)))];
    }

    private static RawRow Row((int Index, string Item) line) => new(line.Index + 1, line.Item.Split('|'));
}
