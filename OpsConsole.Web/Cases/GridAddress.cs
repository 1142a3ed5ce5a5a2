using System.Collections.Specialized;
using System.Web;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>What the grid shows, as its address says it: copied to another window it gives the same screen. No customer's data is ever in it.</summary>
public sealed record GridAddress
{
    public const int DefaultRows = 25;
    public const string FilterPanel = "filtro", ColumnsPanel = "columnas", AllSelected = "todas";
    public static readonly IReadOnlyList<int> RowChoices = [25, 50, 100];

    /// <summary>The places where a list can stand: the alerts of surveys, and service cases.</summary>
    public const string LoopPlace = "close-the-loop", CasesPlace = "casos";

    public required string Campaign { get; init; }

    public string Place { get; init; } = LoopPlace;

    /// <summary>Everything, as long as no filter says otherwise: service cases know no alerts.</summary>
    public bool ShowsAll => All || Place == CasesPlace;

    /// <summary>All records, or (the default) alerts only; of a filter neither, it says itself what it lets through.</summary>
    public bool All { get; init; }

    /// <summary>Alerts were asked for by name: a default filter does not take their place.</summary>
    public bool Alerts { get; init; }

    /// <summary>The opaque id of the filter that is applied; its values may be customers' names, so they are never in the address.</summary>
    public string? Filter { get; init; }

    /// <summary>What is open beside the grid.</summary>
    public string? Panel { get; init; }
    public IReadOnlyList<CaseStatus> States { get; init; } = [];

    /// <summary>The opaque id of what is searched for: it may be a customer's name, so it is never in the address.</summary>
    public string? SearchId { get; init; }

    /// <summary>What the search box holds, once the id has been read.</summary>
    public string Search { get; init; } = "";

    /// <summary>The opaque id of the columns; null: the filter's, the reader's own, or the standard set.</summary>
    public string? Columns { get; init; }

    /// <summary>The order, see <see cref="GridSort"/>; null: the filter's, or newest survey first.</summary>
    public string? Sort { get; init; }

    /// <summary>The opaque id of the selected cases, or <see cref="AllSelected"/>.</summary>
    public string? Selection { get; init; }

    /// <summary>Rows of a page; null: as the reader likes it.</summary>
    public int? Rows { get; init; }

    /// <summary>The number of the case that the page comes after; null: the first page.</summary>
    public string? After { get; init; }

    /// <summary>The number of the case that the page ends before; with nothing given, <see cref="LastPage"/> is the list's end.</summary>
    public string? Before { get; init; }
    public bool LastPage { get; init; }

    public bool IsSameAs(GridAddress other) => Href == other.Href;

    public bool IsFirst => After is null && Before is null && !LastPage;

    /// <summary>The same list from its beginning.</summary>
    public GridAddress FirstPage => this with { After = null, Before = null, LastPage = false };
    public bool IsFiltered => States.Count > 0 || SearchId is not null || Filter is not null;

    /// <summary>Nothing was asked for: the place where a default filter steps in.</summary>
    public bool IsBare => this == new GridAddress { Campaign = Campaign, Place = Place, States = States } && States.Count == 0;

    /// <summary>The list is the same one; only what stands beside it differs.</summary>
    public bool ShowsListOf(GridAddress other) => (this with { Panel = null }).IsSameAs(other with { Panel = null });

    /// <summary>Which cases, whatever their order and page: a selection holds as long as this stays.</summary>
    public string List => (FirstPage with { Sort = null, Rows = null, Panel = null, Columns = null, Selection = null }).Href;

    public static GridAddress Parse(string campaign, string uri)
    {
        var query = HttpUtility.ParseQueryString(new Uri(uri).Query);
        return new()
        {
            Campaign = campaign,
            Place = new Uri(uri).AbsolutePath.Split('/') is [_, _, _, CasesPlace, ..] ? CasesPlace : LoopPlace,
            All = query["vista"] == "todos",
            Alerts = query["vista"] == "alertas",
            Filter = IdOf(query["filtro"]),
            Panel = query["panel"] is FilterPanel or ColumnsPanel ? query["panel"] : null,
            States = [.. (query["estado"] ?? "").Split(',').Select(s => Enum.TryParse<CaseStatus>(s, out var state) && Enum.IsDefined(state) ? state : (CaseStatus?)null).OfType<CaseStatus>().Distinct()],
            SearchId = IdOf(query["buscar"]),
            Columns = IdOf(query["columnas"]),
            Selection = IdOf(query["seleccion"]),
            Sort = GridSort.Checked(query["orden"]),
            Rows = int.TryParse(query["filas"], out var rows) && RowChoices.Contains(rows) ? rows : null,
            After = NumberOf(query["despues"]),
            Before = NumberOf(query["antes"]),
            LastPage = query["final"] == "1",
        };
    }

    public string Href => $"{Path}{Query}";

    public string Path => $"/proyectos/{Uri.EscapeDataString(Campaign)}/{Place}";

    private string Query
    {
        get
        {
            var query = HttpUtility.ParseQueryString("");
            Put(query, "vista", Filter is not null ? null : All ? "todos" : Alerts ? "alertas" : null);
            Put(query, "filtro", Filter);
            Put(query, "panel", Panel);
            Put(query, "estado", States.Count == 0 ? null : string.Join(',', States));
            Put(query, "orden", Sort);
            Put(query, "buscar", SearchId);
            Put(query, "columnas", Columns);
            Put(query, "seleccion", Selection);
            Put(query, "filas", Rows?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Put(query, "despues", After);
            Put(query, "antes", Before);
            Put(query, "final", LastPage ? "1" : null);
            return query.ToString() is { Length: > 0 } text ? "?" + text : "";
        }
    }

    /// <summary>The same without what is open or ticked: what the page of a case says of the list that it leads back to.</summary>
    public GridAddress Behind => this with { Panel = null, Selection = null };

    /// <summary>The page of a case of this list.</summary>
    public string CaseHref(string number, bool viewOnly = false) =>
        $"{Path}/{number}{Behind.Query}{(viewOnly ? (Behind.Query.Length == 0 ? "?" : "&") + $"modo={AlertPage.ViewMode}" : "")}";

    private static string? IdOf(string? text) => text is { Length: > 0 and <= 64 } ? text : null;

    private static string? NumberOf(string? text) => CaseNumber.IdOf(text) > 0 ? text : null;

    private static void Put(NameValueCollection query, string name, string? value)
    {
        if (value is not null)
            query[name] = value;
    }
}
