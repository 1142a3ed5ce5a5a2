using System.Globalization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Board;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Api;

/// <summary>`/api/v1/board/file`: the figures of the board as the caller would see them now.</summary>
public static class BoardApi
{
    public static void MapBoard(this RouteGroupBuilder api) =>
        api.MapGet("/board/file", FileAsync).WithTags("counters").Produces<string>(200, "text/csv", ExportPlaces.XlsxType).ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> FileAsync(string? format, string? campaign, string? region, Actor actor, BoardQueries board, BoardDesk desk, BoardFile file, IOptions<OrganisationOptions> organisation, TimeProvider clock, ApiResults results, CancellationToken ct)
    {
        var zone = organisation.Value.Zone;
        var view = await board.ReadAsync(new(), zone, actor, ct);
        var (project, place) = (view.Campaigns.FirstOrDefault(c => c.Code == campaign), view.Regions.FirstOrDefault(r => r.Code == region));
        if ((!string.IsNullOrEmpty(campaign) && project is null) || (!string.IsNullOrEmpty(region) && place is null))
            return results.Missing;
        if (format is not (BoardFile.Csv or BoardFile.Xlsx))
            return results.Invalid([new(string.IsNullOrEmpty(format) ? "required" : "unknown", "format")]);
        var scope = new BoardScope(project?.Id, place?.Id);
        if (scope != new BoardScope())
            view = await board.ReadAsync(scope, zone, actor, ct);
        var noted = await desk.NoteFileAsync(scope, format, BoardFile.RowsOf(view), actor, ct);
        if (noted is not Outcome.Done)
            return await results.OfAsync(noted, _ => throw new InvalidOperationException());
        var name = string.Create(CultureInfo.InvariantCulture, $"tablero_{TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone):yyyy-MM-dd_HHmm}_{Formats.ZoneName(zone)}.{format}");
        return Results.Stream(await file.MakeAsync(view, format, ct), format == BoardFile.Xlsx ? ExportPlaces.XlsxType : ExportPlaces.CsvType, name);
    }
}
