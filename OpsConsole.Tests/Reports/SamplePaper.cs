using OpsConsole.Web.Reports;

namespace OpsConsole.Tests.Reports;

/// <summary>A report of everything that a report may have: texts, figures, charts, and a table as long as wanted.</summary>
internal static class SamplePaper
{
    public const string Aim = "Cumplimiento por semana: 74,0 % y 86,5 %";

    public static void Draw(Stream into, int rows, bool isWide = false)
    {
        var paper = new PdfPaper(into, new("Informe de pingüinos – Ñuñoa", "Organización Añil", "Experiencia en agencia", "Semana 28 · 06/07/2026 al 12/07/2026", "Generado el lunes 13/07/2026 08:00, hora de Lima", (page, of) => $"Página {page} de {of}", new(2026, 7, 13, 13, 0, 0, DateTimeKind.Utc)) { IsWide = isWide });
        paper.Heading(1, "Informe semanal de alertas");
        paper.Text("De 501 alertas recibidas, 431 se completaron en plazo. ¿Qué creció más? ¡El tiempo de espera en caja! " + string.Concat(Enumerable.Repeat("Un párrafo largo se parte en líneas sin cortar palabras. ", 12)));
        paper.Tiles([new("Alertas recibidas", "501", "+31 (7 %)", -1), new("En plazo", "431", "86 % · +2 puntos", 1), new("Completadas tarde", "39", "−6", 1), new("Abiertas con retraso", "31", "+4", -1), new("Horas al 1.er contacto", "9.4", "−1.8 h", 1)]);
        paper.Heading(2, "Resultado por agencia");
        paper.Bars(new("Alertas por agencia: Piura 56 en plazo, 1 tarde, 1 abierta; Sullana 51, 12 y 11", ["En plazo", "Tarde", "Abierta con retraso"], [new("Piura", [56, 1, 1], "97 %"), new("Sullana", [51, 12, 11], "69 %")]));
        paper.Heading(2, "Cumplimiento de las últimas semanas");
        paper.Curve(new(Aim, [("S27", 74.0), ("S28", 86.5), ("S29", null)], 90));
        paper.Facts([new("Cliente", "Peñaloza Güell, Íñigo"), new("Observación", string.Join('\n', Enumerable.Repeat("Una línea con áéíóú ÁÉÍÓÚ ñÑ üÜ ¿¡ € « » “ ” – — …", 4)))]);
        paper.Note("Cómo se calcula", "En plazo: completada a más tardar cuando vence. Se cuentan las alertas cuyo plazo terminó en la semana.");
        paper.Heading(2, "Filas");
        paper.BeginTable([new("Número", 1), new("Descripción", 4), new("Agencia", 2), new("Estado", 2), new("Vence", 2), new("Retraso", 1, true)]);
        for (var i = 1; i <= rows; i++)
            paper.Row([$"{100_000 + i}", $"Avería en la señalización número {i}", "Ñuñoa", i % 2 == 0 ? "Sin gestión" : "En seguimiento", "06/07/2026 09:14", $"{i % 30} d"]);
        paper.Row(["", "Total", "", "", "", $"{rows}"], isTotal: true);
        paper.EndTable();
        paper.Close();
    }
}
