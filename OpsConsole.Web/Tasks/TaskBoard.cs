using System.Runtime.CompilerServices;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Live;
using OpsConsole.Web.Account;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Tasks;

/// <summary>The tasks of whoever sits at this window. Looked at once a second while one runs, else only when somebody starts one: an idle window asks nothing.</summary>
public sealed class TaskBoard(ExportQueries exports, BulkQueries bulk, BulkWords words, ActorAccessor actors, AtJobs window, TimeProvider clock)
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>What ended longer ago is not shown to a window that is opened now.</summary>
    private static readonly TimeSpan ShownFor = TimeSpan.FromHours(12);

    private const int Most = 6;

    private readonly JobBell _bell = new(clock);

    /// <summary>Something was started, cancelled or put away here.</summary>
    public void Touch() => _bell.Ring();

    public async IAsyncEnumerable<IReadOnlyList<TaskLine>> FollowAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var lines = await ReadAsync(ct);
            window.Show(this, [.. lines.Where(l => l.IsActive).Select(l => l.Id)]);
            yield return lines;
            await _bell.WaitAsync(lines.Any(l => l.IsActive) ? Pace : Timeout.InfiniteTimeSpan, ct);
        }
    }

    private async Task<IReadOnlyList<TaskLine>> ReadAsync(CancellationToken ct)
    {
        var actor = await actors.CurrentAsync(ct);
        var since = clock.GetUtcNow().UtcDateTime - ShownFor;
        var files = (await exports.RecentAsync(since, Most, actor, ct)).Select(TaskLine.Of);
        var changes = (await bulk.RecentAsync(since, Most, actor, ct)).Select(job => TaskLine.Of(job, words));
        return [.. files.Concat(changes).OrderByDescending(l => l.CreatedAt).Take(Most)];
    }
}
