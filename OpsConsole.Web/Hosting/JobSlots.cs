using Microsoft.Extensions.Options;

namespace OpsConsole.Web.Hosting;

/// <summary>How many heavy jobs run on this node at a time, whatever their kind: imports, exports and bulk changes share them.</summary>
public sealed class JobSlots(IOptions<JobOptions> options)
{
    private readonly Lock _gate = new();
    private readonly List<Action> _waiting = [];
    private int _taken;

    /// <summary>Called when a slot becomes free.</summary>
    public void OnFree(Action wake)
    {
        lock (_gate)
            _waiting.Add(wake);
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            if (_taken >= options.Value.MaxHeavy)
                return false;
            _taken++;
            return true;
        }
    }

    /// <summary>A job ended: whoever has work waiting looks again.</summary>
    public void Free()
    {
        Leave();
        lock (_gate)
            _waiting.ForEach(wake => wake());
    }

    /// <summary>There was nothing to do with it.</summary>
    public void Leave()
    {
        lock (_gate)
            _taken--;
    }
}
