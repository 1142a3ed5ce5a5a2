using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Demo;

/// <summary>One case of the demo with what people did on it, each at its time. Number and version are known once it was made.</summary>
internal sealed class DemoCase(CaseContent content, DateTime createdAt)
{
    public CaseContent Content { get; } = content;
    public DateTime CreatedAt { get; } = createdAt;
    public List<DemoStep> Steps { get; } = [];
    public string Number { get; set; } = "";
    public long Version { get; set; }
}

/// <summary>A command that somebody gave at a moment of the past.</summary>
internal sealed record DemoStep(DateTime At, Func<CaseDesk, DemoCase, Task<Outcome>> Do);
