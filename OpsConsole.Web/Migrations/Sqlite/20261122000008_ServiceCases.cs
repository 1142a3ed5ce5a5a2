using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ServiceCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_ResponsibleId",
                table: "Cases");

            migrationBuilder.AddColumn<string>(
                name: "Account",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Description",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DispositionLabels",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DispositionPath",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Observations",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Type",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_ResponsibleId_IsOpen_DueAt",
                table: "Cases",
                columns: new[] { "ResponsibleId", "IsOpen", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_ResponsibleId_IsOpen_DueAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Account",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Description",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "DispositionLabels",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "DispositionPath",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Observations",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Type",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_ResponsibleId",
                table: "Cases",
                column: "ResponsibleId");
        }
    }
}
