using OpsConsole.Domain.Board;

namespace OpsConsole.Web.Board;

/// <summary>Addresses of the board and of the rows behind its figures: codes, never names of people.</summary>
public static class BoardAddress
{
    public const string Page = "/tablero", List = "/tablero/casos";
    public const string Campaign = "campana", Region = "region", Branch = "agencia", Person = "persona", Figure = "cifra", From = "desde";

    private static readonly Dictionary<FigureKind, string> Words = new()
    {
        [FigureKind.Open] = "abiertas",
        [FigureKind.Unmanaged] = "sin-gestion",
        [FigureKind.DueSoon] = "por-vencer",
        [FigureKind.Overdue] = "vencidas",
        [FigureKind.CompletedToday] = "completadas-hoy",
        [FigureKind.Decided] = "en-plazo",
        [FigureKind.DecidedLastWeek] = "en-plazo-anterior",
        [FigureKind.Contacted] = "contactadas",
        [FigureKind.Completed] = "completadas",
    };

    public static FigureKind? KindOf(string? word) => Words.Where(w => w.Value == word).Select(w => (FigureKind?)w.Key).FirstOrDefault();

    public static string Board(string? campaign, string? region) => Page + Query((Campaign, campaign), (Region, region));

    /// <param name="person">An id, or "nadie".</param>
    public static string ListOf(FigureKind kind, string? campaign, string? region, string? branch = null, string? person = null, string? from = null) =>
        List + Query((Figure, Words[kind]), (Campaign, campaign), (Region, region), (Branch, branch), (Person, person), (From, from));

    private static string Query(params (string Name, string? Value)[] parts)
    {
        var given = string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return given.Length == 0 ? "" : "?" + given;
    }
}
