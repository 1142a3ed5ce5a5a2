using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Bulk;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Tasks;

/// <summary>Bulk changes in words: what is done, what became of a case, and why.</summary>
public sealed class BulkWords(IStringLocalizer<TaskTexts> text, RefusalWords refused)
{
    public IReadOnlyList<string> Head => [text["Bulk.Number"], text["Bulk.Result"], text["Bulk.Why"]];

    public string Result(BulkResult result) => text["Bulk.Result." + result];

    public string Why(BulkLine line) => line switch
    {
        { Code: { } code } => Why(code),
        { Result: BulkResult.Changed } => text["Bulk.Changed.Why"],
        { Result: BulkResult.Kept } => text["Bulk.Kept.Why"],
        _ => "",
    };

    /// <summary>Short, for a list of many; a rule without such words is said as to one case.</summary>
    public string Why(string code) => text["Bulk.Why." + code] is { ResourceNotFound: false } known ? known : refused.Of(code);

    /// <summary>"Reasignar 12 casos".</summary>
    public string Deed(string action, int cases) => text[$"Bulk.{action}.{(cases == 1 ? "One" : "Many")}", Formats.Number(cases)];

    public string Name(string action) => text["Bulk." + action];

    public string FileName(BulkView job) => FormattableString.Invariant($"{job.Action}_{job.CreatedAt:yyyy-MM-dd_HHmm}");
}
