using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Cases;

/// <summary>Columns, order and searched text: what the address says by ids and tokens.</summary>
public sealed partial class CaseGrid
{
    /// <summary>Changes in the picker get one address: this long after the last.</summary>
    private static readonly TimeSpan NameAfter = TimeSpan.FromMilliseconds(400);

    private FieldCatalog _catalogue = null!;
    private CancellationTokenSource? _naming;

    private GridWords Texts => new(L, Words, Labels) { IsOfCases = _campaign!.Kind.IsServiceWork() };

    private bool IsNewestFirst => _sorts is [{ Descending: true } only] && only.Token == _newest;

    private string _newest = "", _searched = "";

    /// <summary>What the ids of the address stand for. Columns of the reader's own get into the address, so that it shows the same to whoever it is sent to.</summary>
    private async Task ReadPartsAsync(Actor actor, CancellationToken ct)
    {
        _catalogue = FieldCatalog.Of(_campaign!);
        _newest = _catalogue.Find(SchemaField.Meta, FieldCatalog.SurveyTime)?.Token ?? "number";
        if (await _parts.TextAsync(_address.SearchId, actor, ct) is { } text)
        {
            _address = _address with { Search = text };
        }
        else
        {
            Toasts.Show(L["SearchGone"]);
            Replace(_address with { SearchId = null, Search = "" });
        }
        await _parts.ReadAsync(_address, _filter.Applied?.Columns, actor, ct);
        Show(_parts.Columns ?? GridStandard.Of(_campaign!));
        if (_parts.OwnId is { } own)
            Replace(_address with { Columns = own });
        _sorts = GridSort.Asked(_address, _filter, _catalogue) is { Count: > 0 } asked ? asked : [new(_newest, true)];
        await ReadSelectionAsync(actor, ct);
    }

    /// <summary>Rows and columns change together, once the rows are there.</summary>
    private void Show(IReadOnlyList<ColumnChoice> choices)
    {
        if (!GridSet.Whole(choices).SequenceEqual(_wanted.Choices))
            _wanted = new(_campaign!, choices, Texts, _zone, _people);
    }

    /// <summary>Columns and order as they stand here, for a filter that is saved; the standard ones are nobody's choice.</summary>
    private GridLook Look() => new(
        _set.IsStandard ? null : [.. _set.Columns.Select(c => new FilterColumn(c.Choice.Source, c.Choice.Field, c.Choice.Alias))],
        IsNewestFirst ? null : [.. GridSort.Of(_sorts, _catalogue).Select(s => new FilterSort(s.Source, s.Field, s.Descending))]);

    private void SortBy(IReadOnlyList<GridSort> sorts) => Go(_address.FirstPage with { Sort = GridSort.Write(sorts) });

    private async Task SearchForAsync(string text)
    {
        _searched = text;
        if (text == _address.Search)
            return;
        if (text.Length == 0)
        {
            Go(_address.FirstPage with { SearchId = null, Search = "" });
            return;
        }
        var outcome = await ListDesk.NameSearchAsync(Code, text, await Actors.FreshAsync(Gone), Gone);
        if (outcome is not Outcome.Done { Id: { } id })
        {
            Toasts.Show(Refused.Of(outcome));
            return;
        }
        _parts.Remember(id, text);
        if (text == _searched)      // else something newer is asked for already
            Go(_address.FirstPage with { SearchId = id, Search = text });
    }

    /// <summary>The number of rows is kept with the person too.</summary>
    private async Task ChangeRowsAsync(ChangeEventArgs change)
    {
        var rows = int.Parse((string)change.Value!, CultureInfo.InvariantCulture);
        await KeepAsync(_parts.OwnColumns, rows);
        Go(_address.FirstPage with { Rows = rows });
    }

    /// <summary>What is chosen in a column's menu, or its head pressed.</summary>
    private async Task ActAsync(ColumnActionEventArgs chosen)
    {
        if (_set.Columns.FirstOrDefault(c => c.Field.Token == chosen.Column) is not { } column)
            return;
        var token = column.Field.Token;
        var picked = new PickedColumns(_wanted.Choices);
        switch (chosen.Action)
        {
            case "sort":
                SortBy(GridSort.Only(_sorts, token));
                break;
            case "asc" or "desc":
                SortBy([new(token, chosen.Action == "desc")]);
                break;
            case "also":
                SortBy(GridSort.Also(_sorts, token));
                break;
            case "unsort" when _sorts.Count > 1 || _address.Sort is not null:
                SortBy(GridSort.Without(_sorts, token));
                break;
            case "left" when picked.Move(column.Choice, -1):
            case "right" when picked.Move(column.Choice, 1):
            case "freeze" when picked.Freeze(column.Choice, !column.Choice.Frozen):
            case "hide" when picked.Hide(column.Choice):
                await ShowColumnsAsync(picked.All);
                break;
        }
    }

    /// <summary>Shown at once; the address follows when the hands rest.</summary>
    private async Task ShowColumnsAsync(IReadOnlyList<ColumnChoice> columns)
    {
        _naming?.Cancel();
        var naming = _naming = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        Show(columns);
        if (RowsOfPage != _limit)       // more columns, fewer rows
        {
            await NameAsync(columns, Gone);
            await LoadAsync();
            return;
        }
        await ReadRowsAgainAsync();
        try
        {
            await Task.Delay(NameAfter, Clock, naming.Token);
            await NameAsync(columns, naming.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task NameAsync(IReadOnlyList<ColumnChoice> columns, CancellationToken ct)
    {
        if (await ListDesk.NameColumnsAsync(Code, columns, await Actors.FreshAsync(ct), ct) is not Outcome.Done { Id: { } id })
            return;
        _parts.Name(id, columns);
        if (_address.Panel == GridAddress.ColumnsPanel)
            Replace(_address with { Columns = id });
        else
            Go(_address with { Columns = id });
    }

    private async Task KeepColumnsAsync(IReadOnlyList<ColumnChoice> columns)
    {
        _naming?.Cancel();
        if (await KeepAsync(columns, _address.Rows ?? _parts.OwnRows) is { } id)
        {
            _parts.Name(id, columns);
            Replace(_address with { Columns = id });
            Toasts.Show(L["ColumnsKept"]);
        }
    }

    private async Task ResetColumnsAsync()
    {
        _naming?.Cancel();
        await KeepAsync(null, _address.Rows ?? _parts.OwnRows);
        Replace(_address with { Columns = null });
        await LoadAsync();
    }

    /// <summary>The id of the columns; null where there are none, or where they could not be kept.</summary>
    private async Task<string?> KeepAsync(IReadOnlyList<ColumnChoice>? columns, int? rows)
    {
        var outcome = await ListDesk.KeepAsync(Code, columns, rows, await Actors.FreshAsync(Gone), Gone);
        if (outcome is not Outcome.Done done)
        {
            Toasts.Show(Refused.Of(outcome));
            return null;
        }
        _parts.Keep(new(done.Id, columns ?? [], rows));
        return done.Id;
    }

    /// <summary>The page as it is, under the columns that are shown now.</summary>
    private async Task ReadRowsAgainAsync()
    {
        var set = _wanted;
        var ids = _view.Rows.Select(r => r.Id).ToList();
        var rows = ids.Count == 0 ? [] : await Queries.RowsAsync(Query(), ids, _actor!, Gone);
        if (!ReferenceEquals(set, _wanted) || !ids.SequenceEqual(_view.Rows.Select(r => r.Id)))
            return;
        _view.Redraw(rows, _set = set);
        StateHasChanged();
    }

    /// <summary>The address says it too; what is shown is that already.</summary>
    private void Replace(GridAddress address)
    {
        _address = address;
        Navigation.NavigateTo(address.Href, replace: true);
    }
}
