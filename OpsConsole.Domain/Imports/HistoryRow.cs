using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>One event of a file of history, understood.</summary>
/// <param name="Branch">As the file names it.</param>
/// <param name="Step">Its branch is not known yet.</param>
internal sealed record HistoryRow(string Key, string? Branch, HistoryStep Step)
{
    /// <summary>What tells it from the case's other events: the source's own name of it, else when and what.</summary>
    public string Identity => Step.EventId is { } id ? $"{Key}\n{id}" : $"{Key}\n{Step.At:O}\n{Step.Activity}";
}
