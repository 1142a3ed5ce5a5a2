using System.Globalization;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>`verify-log`: whether the three logs are as they were written. It only reads, so it may run beside the console.</summary>
public sealed class VerifyLogCommand(LogVerifier verifier, LogHeads heads)
{
    public const string Verb = "verify-log";

    /// <summary>0: they are; 1: they are not, and the first bad entry of each was named.</summary>
    public async Task<int> RunAsync(Action<string> say, CancellationToken ct)
    {
        var known = heads.Read();
        if (known is null)
            say("log-heads: the file of daily heads was changed; a missing tail cannot be ruled out.");
        var faults = await verifier.CheckAsync(known ?? [], (table, entries) => say(string.Create(CultureInfo.InvariantCulture, $"{table}: {entries} entries read")), ct);
        foreach (var fault in faults)
            say(string.Create(CultureInfo.InvariantCulture, $"{fault.Table}: entry {fault.Sequence} {Words(fault.Kind)}"));
        if (faults.Count > 0 || known is null)
            return 1;
        say(string.Create(CultureInfo.InvariantCulture, $"The logs are as they were written ({known.Count} kept heads agree)."));
        return 0;
    }

    private static string Words(LogFaultKind kind) => kind switch
    {
        LogFaultKind.Changed => "is not the one that was written",
        LogFaultKind.Missing => "is missing",
        LogFaultKind.TailMissing => "is missing, and with it the end of the log",
        LogFaultKind.Replaced => "is not the one that a kept head knows: the log was made anew",
    };
}
