using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Requirements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "BlockedAt",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "InitialId",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RequirementData",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RespondedAt",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Blocked",
                table: "Cases",
                columns: new[] { "BranchId", "BlockedAt" },
                filter: "\"IsOpen\" AND \"BlockedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_InitialId",
                table: "Cases",
                column: "InitialId",
                filter: "\"InitialId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_Blocked",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_InitialId",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "BlockedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "InitialId",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RequirementData",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RespondedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "Cases");
        }
    }
}
