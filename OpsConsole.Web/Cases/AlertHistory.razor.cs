using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>Which lines of the history are shown.</summary>
public enum HistoryFilter
{
    All,
    Work,
    Changes,
}

/// <summary>The log of the case, newest first, in pieces, with that of the customer's other cases where one is known; what happens meanwhile is put on top.</summary>
public sealed partial class AlertHistory : IDisposable
{
    private const int Piece = 50;

    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _reading = new(1);
    private List<HistoryLine> _lines = [];
    private CaseNames _names = CaseNames.None;
    private HistoryWords _words = default!;
    private HistoryFilter _filter;
    private long _version = -1;
    private bool _hasMore, _ofCaseOnly;

    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    private bool HasCustomer => Alert.Row.CustomerId is not null;

    /// <summary>What happened in the customer's other cases stands between this one's.</summary>
    private bool OfCustomer => HasCustomer && !_ofCaseOnly;

    private IReadOnlyList<HistoryLine> Lines => _filter switch
    {
        HistoryFilter.All => _lines,
        HistoryFilter.Work => [.. _lines.Where(l => l.IsWork)],
        HistoryFilter.Changes => [.. _lines.Where(l => l.Changes.Count > 0)],
    };

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _words ??= Words();
        if (Alert.Row.Version == _version)
            return;
        _version = Alert.Row.Version;
        await ReadAsync(_lines.Count == 0 ? OlderAsync : NewerAsync);
    }

    private async Task WidenAsync(bool ofCustomer)
    {
        if (_ofCaseOnly != ofCustomer)
            return;
        _ofCaseOnly = !ofCustomer;
        await ReadAsync(ct =>
        {
            _lines = [];
            return OlderAsync(ct);
        });
    }

    private Task MoreAsync() => ReadAsync(OlderAsync);

    private async Task ReadAsync(Func<CancellationToken, Task> read)
    {
        var ct = _gone.Token;
        await _reading.WaitAsync(ct);
        try
        {
            await read(ct);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task OlderAsync(CancellationToken ct)
    {
        var piece = await Commands.NewestAsync(Alert.Number, _lines.Count == 0 ? long.MaxValue : _lines[^1].Entry.Sequence, Piece, OfCustomer, ct);
        _hasMore = piece.Count == Piece;
        await ShowAsync([.. _lines, .. piece.Select(e => new HistoryLine(e))], ct);
    }

    private async Task NewerAsync(CancellationToken ct)
    {
        var newer = await Commands.AfterAsync(Alert.Number, _lines[0].Entry.Sequence, Piece, OfCustomer, ct);
        if (newer.Count < Piece)
        {
            await ShowAsync([.. newer.Reverse().Select(e => new HistoryLine(e)), .. _lines], ct);
            return;
        }
        _lines = [];                // more than a piece happened at once: from the top again
        await OlderAsync(ct);
    }

    private async Task ShowAsync(List<HistoryLine> lines, CancellationToken ct)
    {
        var (people, branches) = (lines.SelectMany(l => l.People).Except(_names.People.Keys).ToList(), lines.SelectMany(l => l.Branches).Except(_names.Branches.Keys).ToList());
        if (people.Count + branches.Count > 0)
            _names = _names.With(await Commands.NamesAsync(Alert.Number, people, branches, ct));
        (_lines, _words) = (lines, Words());
    }

    private HistoryWords Words() => new(L, Alert.Settings, Alert.Time, _names);

    internal static string Known(string type) => type switch
    {
        CaseEventType.Created or CaseEventType.Opened or CaseEventType.Attempt or CaseEventType.Saved or CaseEventType.Completed or CaseEventType.Undone or CaseEventType.Reopened
            or CaseEventType.Transferred or CaseEventType.Shared or CaseEventType.Unshared or CaseEventType.Reassigned or CaseEventType.Note or CaseEventType.BaseUpdated
            or CaseEventType.UpdatedByImport or CaseEventType.ImportReverted or CaseEventType.DeadlinePassed or CaseEventType.DueChanged
            or CaseEventType.Disposition or CaseEventType.TakenOver or CaseEventType.CustomerChanged or CaseEventType.ContactPoint or CaseEventType.Account or CaseEventType.Message or CaseEventType.Merged or CaseEventType.MergeUndone or CaseEventType.Attachment or CaseEventType.Reminder
            or CaseEventType.Escalated or CaseEventType.Answered or CaseEventType.Quality or CaseEventType.AnswerLate
            or CaseEventType.Insisted or CaseEventType.Blocked or CaseEventType.Unblocked => type,
        _ => "other",
    };
}
