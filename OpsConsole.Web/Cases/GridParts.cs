using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Cases;

/// <summary>What the opaque ids of a grid's address stand for: its columns (else the filter's, else the reader's own, else the standard set) and the searched text.</summary>
public sealed class GridParts(ListQueries queries, Campaign campaign)
{
    private const int MostRemembered = 20;

    private readonly Dictionary<string, string> _searched = [];
    private KeptColumns? _own;
    private string? _columnsId;
    private IReadOnlyList<ColumnChoice>? _named;
    private bool _isOwnRead;

    /// <summary>Null: the standard set.</summary>
    public IReadOnlyList<ColumnChoice>? Columns { get; private set; }

    /// <summary>The reader's own columns are shown, and this is the id that names them.</summary>
    public string? OwnId { get; private set; }

    /// <summary>Rows of a page where the address does not say.</summary>
    public int Rows => _own?.Rows ?? GridAddress.DefaultRows;

    public int? OwnRows => _own?.Rows;

    public IReadOnlyList<ColumnChoice>? OwnColumns => HasOwn ? _own!.Columns : null;

    /// <summary>The reader has columns of an own kind.</summary>
    public bool HasOwn => _own is { Columns.Count: > 0 };

    public async Task ReadAsync(GridAddress address, IReadOnlyList<FilterColumn>? ofFilter, Actor actor, CancellationToken ct)
    {
        if (!_isOwnRead)
            (_own, _isOwnRead) = (await queries.OwnAsync(campaign.Code, actor, ct), true);
        if (address.Columns != _columnsId)
            (_named, _columnsId) = (address.Columns is { } id ? await queries.ColumnsAsync(campaign.Code, id, actor, ct) : null, address.Columns);
        OwnId = null;
        if (_named is not null)
            Columns = _named;
        else if (ofFilter is { Count: > 0 })
            Columns = [.. ofFilter.Select(c => new ColumnChoice(c.Source, c.Field, c.Alias))];
        else
            (Columns, OwnId) = (HasOwn ? _own!.Columns : null, _own?.Id);
    }

    /// <summary>The text that the address searches for, where it is known already.</summary>
    public string TextOf(string? id) => id is not null && _searched.TryGetValue(id, out var text) ? text : "";

    /// <summary>The same, read where it has to be; null where there is no such search any more.</summary>
    public async Task<string?> TextAsync(string? id, Actor actor, CancellationToken ct)
    {
        if (id is null || _searched.ContainsKey(id))
            return TextOf(id);
        if (await queries.SearchAsync(campaign.Code, id, actor, ct) is not { } text)
            return null;
        Remember(id, text);
        return text;
    }

    public void Remember(string id, string text)
    {
        if (_searched.Count >= MostRemembered)
            _searched.Clear();
        _searched[id] = text;
    }

    /// <summary>What was just kept, or named, need not be read again.</summary>
    public void Keep(KeptColumns own) => (_own, _isOwnRead) = (own, true);

    public void Name(string id, IReadOnlyList<ColumnChoice> columns) => (_columnsId, _named) = (id, columns);
}
