using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>One row on screen: only the texts it shows, patched in place so that selection, focus and scroll stay.</summary>
public sealed class GridRow
{
    private GridRow(long id) => (Id, Number) = (id, CaseNumber.Of(id));

    public long Id { get; }
    public string Number { get; }
    public CaseStatus Status { get; private set; }
    public DateTime? DueAt { get; private set; }
    public DateTime? CompletedAt { get; private set; }
    public string Customer { get; private set; } = "";
    public string Branch { get; private set; } = "";
    public int? Score { get; private set; }
    public SurveyGroup? Group { get; private set; }

    /// <summary>The campaign's own columns, and whatever has no place of its own, in the order of <see cref="GridColumn.Text"/>.</summary>
    public IReadOnlyList<string> Texts { get; private set; } = [];
    public string? Responsible { get; private set; }
    public DateTime ReceivedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>Which colleague has the case open, in words; null where nobody else does.</summary>
    public string? Presence { get; set; }

    /// <summary>No longer matches what the list shows: marked, not snatched away.</summary>
    public bool IsStale { get; set; }

    /// <summary>Rises when somebody changed the row; the cells named in <see cref="Fresh"/> flash.</summary>
    public int Flash { get; private set; }
    public GridCells Fresh { get; private set; }

    /// <summary>The same for texts: a bit for each place.</summary>
    public ulong FreshTexts { get; private set; }

    public static GridRow From(CaseRow row, GridSet set)
    {
        var made = new GridRow(row.Id);
        made.Take(row, set);
        return made;
    }

    /// <summary>Takes the row's new content; what differs flashes.</summary>
    public void Patch(CaseRow row, GridSet set)
    {
        if (row.Version < Version)      // read before what is shown already
            return;
        var (status, due, done, responsible, branch, texts) = (Status, DueAt, CompletedAt, Responsible, Branch, Texts);
        Take(row, set);
        var fresh = (status != Status ? GridCells.Status : 0) | (due != DueAt || done != CompletedAt ? GridCells.Due : 0)
            | (responsible != Responsible ? GridCells.Responsible : 0) | (branch != Branch ? GridCells.Branch : 0);
        var words = texts.Count == Texts.Count ? Texts.Index().Where(t => t.Item != texts[t.Index]).Aggregate(0UL, (all, t) => all | (1UL << (t.Index % 64))) : 0;
        if (fresh == 0 && words == 0)
            return;
        (Fresh, FreshTexts) = (fresh, words);
        Flash++;
    }

    /// <summary>Its texts are not known under these columns.</summary>
    public void Blank(GridSet set) => Texts = [.. set.Columns.Where(c => c.Text >= 0).Select(_ => "")];

    private void Take(CaseRow row, GridSet set)
    {
        (Status, DueAt, CompletedAt, Version) = (row.Status, row.DueAt, row.CompletedAt, row.Version);
        (Customer, Branch, Score, Group) = (row.CustomerName ?? "", row.BranchName, row.Score, row.Group);
        (Responsible, ReceivedAt) = (row.ResponsibleName, row.ReceivedAt);
        Texts = set.TextsOf(row);
    }
}

/// <summary>The cells that can change while somebody looks.</summary>
[Flags]
public enum GridCells
{
    Status = 1,
    Due = 2,
    Responsible = 4,
    Branch = 8,
}
