using Microsoft.Extensions.Options;

namespace OpsConsole.Web.Hosting;

/// <summary>How many heavy jobs run on this node at a time, whatever their kind: imports, exports and bulk changes share them.</summary>
public sealed class JobSlots(IOptions<JobOptions> options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Action> _refused = [];
    private int _taken;

    /// <param name="wake">Called once, where there was none, when the next one is given back: whoever came in vain need not wait for its next look.</param>
    public bool TryTake(Action wake)
    {
        lock (_gate)
        {
            if (_taken >= options.Value.MaxHeavy)
            {
                _refused.Add(wake);
                return false;
            }

            _taken++;
            return true;
        }
    }

    /// <summary>Given back, after a job or because there was nothing to do with it.</summary>
    public void Free()
    {
        Action[] waiting;
        lock (_gate)
        {
            _taken--;
            waiting = [.. _refused];
            _refused.Clear();
        }

        foreach (var wake in waiting)
            wake();
    }
}
