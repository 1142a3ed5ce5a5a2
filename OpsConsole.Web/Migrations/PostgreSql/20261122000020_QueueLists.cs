using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Web.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class QueueLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CampaignId",
                table: "Notifications",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "JobId",
                table: "Notifications",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_JobId",
                table: "Notifications",
                column: "JobId",
                unique: true,
                filter: "\"JobId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OwnClosed",
                table: "Cases",
                columns: new[] { "ResponsibleId", "CompletedAt" },
                filter: "\"CompletedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OwnContact",
                table: "Cases",
                columns: new[] { "ResponsibleId", "NextContactAt" },
                filter: "\"IsOpen\" AND \"NextContactAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notifications_JobId",
                table: "Notifications");

            migrationBuilder.DropIndex(
                name: "IX_Cases_OwnClosed",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_OwnContact",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "CampaignId",
                table: "Notifications");

            migrationBuilder.DropColumn(
                name: "JobId",
                table: "Notifications");
        }
    }
}
