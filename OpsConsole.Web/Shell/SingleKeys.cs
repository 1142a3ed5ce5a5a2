namespace OpsConsole.Web.Shell;

/// <summary>Whether keys of one character do anything in this circuit; the person may turn them off (WCAG 2.1.4). The layout says it to js/app.js.</summary>
public sealed class SingleKeys
{
    public event Action? Changed;

    public bool Off { get; private set; }

    public void Set(bool off)
    {
        if (off == Off)
            return;
        Off = off;
        Changed?.Invoke();
    }
}
