using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Accesses_CaseId",
                table: "Accesses");

            migrationBuilder.AddColumn<int>(
                name: "CampaignId",
                table: "Audit",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CampaignId",
                table: "Accesses",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CustomerId",
                table: "Accesses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Term",
                table: "Accesses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_At",
                table: "CaseEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_ById_At",
                table: "CaseEvents",
                columns: new[] { "ById", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_CampaignId_At",
                table: "CaseEvents",
                columns: new[] { "CampaignId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_At",
                table: "Audit",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_ById_At",
                table: "Audit",
                columns: new[] { "ById", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Target",
                table: "Audit",
                column: "Target",
                filter: "\"Target\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Type_At",
                table: "Audit",
                columns: new[] { "Type", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Accesses_At",
                table: "Accesses",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Accesses_ById_At",
                table: "Accesses",
                columns: new[] { "ById", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Accesses_CaseId",
                table: "Accesses",
                column: "CaseId",
                filter: "\"CaseId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Accesses_CustomerId",
                table: "Accesses",
                column: "CustomerId",
                filter: "\"CustomerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Accesses_Term",
                table: "Accesses",
                column: "Term",
                filter: "\"Term\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CaseEvents_At",
                table: "CaseEvents");

            migrationBuilder.DropIndex(
                name: "IX_CaseEvents_ById_At",
                table: "CaseEvents");

            migrationBuilder.DropIndex(
                name: "IX_CaseEvents_CampaignId_At",
                table: "CaseEvents");

            migrationBuilder.DropIndex(
                name: "IX_Audit_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_ById_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Target",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Type_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Accesses_At",
                table: "Accesses");

            migrationBuilder.DropIndex(
                name: "IX_Accesses_ById_At",
                table: "Accesses");

            migrationBuilder.DropIndex(
                name: "IX_Accesses_CaseId",
                table: "Accesses");

            migrationBuilder.DropIndex(
                name: "IX_Accesses_CustomerId",
                table: "Accesses");

            migrationBuilder.DropIndex(
                name: "IX_Accesses_Term",
                table: "Accesses");

            migrationBuilder.DropColumn(
                name: "CampaignId",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "CampaignId",
                table: "Accesses");

            migrationBuilder.DropColumn(
                name: "CustomerId",
                table: "Accesses");

            migrationBuilder.DropColumn(
                name: "Term",
                table: "Accesses");

            migrationBuilder.CreateIndex(
                name: "IX_Accesses_CaseId",
                table: "Accesses",
                column: "CaseId");
        }
    }
}
