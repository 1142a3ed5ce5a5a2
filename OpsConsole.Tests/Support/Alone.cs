using Xunit;

namespace OpsConsole.Tests.Support;

/// <summary>Tests that weigh, time or kill a process run when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
