namespace OpsConsole.Domain.Live;

/// <summary>What one follower of the presence board has not seen yet: bounded, since only the numbers of cases count.</summary>
internal sealed class PresenceInbox
{
    private const int Size = 500;

    private readonly SemaphoreSlim _filled = new(0, 1);
    private HashSet<long> _cases = [];
    private bool _everything;

    public void Add(IReadOnlyList<long> caseIds)
    {
        lock (_filled)
        {
            if (!_everything)
                _cases.UnionWith(caseIds);
            if (_cases.Count > Size)
                (_cases, _everything) = ([], true);
            if (_filled.CurrentCount == 0)
                _filled.Release();
        }
    }

    public async Task<PresenceChanges> TakeAsync(CancellationToken ct)
    {
        await _filled.WaitAsync(ct);
        lock (_filled)
        {
            var taken = new PresenceChanges(_cases, _everything);
            (_cases, _everything) = ([], false);
            return taken;
        }
    }
}
