using Microsoft.EntityFrameworkCore.Migrations;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Web.Migrations;

/// <summary>The calendars that every installation begins with; administrators change them from there.</summary>
public static class FirstCalendars
{
    private static readonly string[] Columns = ["Code", "Name", "Content", "ModifiedAt", "Version"];

    public static void Insert(MigrationBuilder migration)
    {
        foreach (var country in CountryCalendar.Codes.Select(CountryCalendar.Of))
            migration.InsertData("Calendars", Columns, [country.Code, country.Name, Json.Write(CalendarContent.Of(country)), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), 1L]);
    }
}
