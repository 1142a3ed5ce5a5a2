using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class QueueIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Cases_Free",
                table: "Cases",
                columns: new[] { "BranchId", "DueAt" },
                filter: "\"IsOpen\" AND \"ResponsibleId\" IS NULL AND \"IsAlert\"");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_FreeOther",
                table: "Cases",
                columns: new[] { "BranchId", "CampaignId" },
                filter: "\"IsOpen\" AND \"ResponsibleId\" IS NULL AND NOT \"IsAlert\"");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Own",
                table: "Cases",
                column: "ResponsibleId",
                filter: "\"IsOpen\" AND \"ResponsibleId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_FreeContact",
                table: "Cases",
                columns: new[] { "BranchId", "NextContactAt" },
                filter: "\"IsOpen\" AND \"ResponsibleId\" IS NULL AND \"NextContactAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_Free",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_FreeOther",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Own",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_FreeContact",
                table: "Cases");
        }
    }
}
