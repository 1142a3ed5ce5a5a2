using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Cases;

/// <summary>The selection, and how the address says it.</summary>
public sealed partial class CaseGrid
{
    private CancellationTokenSource? _selecting;

    /// <summary>What the address said of the selection that is shown.</summary>
    private string? _selectionId;

    private void DropSelection()
    {
        _selecting?.Cancel();
        _view.Selected.Clear();
        _selectionId = null;
    }

    /// <summary>The address follows when the hands rest. Going back does not undo ticks: it leads to another list, and forward again to this one with its ticks.</summary>
    private void SelectionChanged()
    {
        _selecting?.Cancel();
        _selecting = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        _ = NameSelectionAsync(_selecting.Token);
        StateHasChanged();
    }

    private async Task NameSelectionAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(NameAfter, Clock, ct);
            var id = _view.Selected.IsAll ? GridAddress.AllSelected
                : _view.Selected.Ids.Count is 0 or > ListDesk.MostSelected ? null
                : await ListDesk.NameSelectionAsync(Code, _view.Selected.Ids, await Actors.FreshAsync(ct), ct) is Outcome.Done { Id: { } named } ? named : null;
            ct.ThrowIfCancellationRequested();
            _selectionId = id;
            if (_address.Selection == id)
                return;
            Replace(_address with { Selection = id });
            StateHasChanged();      // every link of the page says it too
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>What the address selects, of what is in the reader's reach.</summary>
    private async Task ReadSelectionAsync(Actor actor, CancellationToken ct)
    {
        if (_address.Selection == _selectionId)
            return;
        var id = _address.Selection;
        _selecting?.Cancel();
        if (id == GridAddress.AllSelected)
        {
            _view.Selected.TakeAll();
        }
        else
        {
            var cases = id is null ? [] : await Lists.SelectionAsync(Code, id, actor, ct);
            var seen = new List<long>();
            foreach (var some in cases.Chunk(FilterLimits.Values))      // a condition takes no more values
            {
                var these = new FilterCondition(CaseField.Management, FieldCatalog.Number, "in", JsonSerializer.SerializeToElement(some.Select(CaseNumber.Of)));
                seen.AddRange(await Queries.IdsAsync(new(_campaign!.Id) { Filter = these }, some.Length, CaseQueries.TimeLimit, actor, ct));
            }
            _view.Selected.Take(seen);
        }
        _selectionId = id;
    }
}
