using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "DiscountPoints",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DisposedById",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DisposedOn",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DispositionData",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Disposed",
                table: "Cases",
                columns: new[] { "CampaignId", "DisposedOn", "BranchId" },
                filter: "\"DisposedOn\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_Disposed",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "DiscountPoints",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "DisposedById",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "DisposedOn",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "DispositionData",
                table: "Cases");
        }
    }
}
