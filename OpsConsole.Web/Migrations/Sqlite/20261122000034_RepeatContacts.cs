using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RepeatContacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Area",
                table: "CaseShares",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AnswerDueAt",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Area",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AwaitsAnswer",
                table: "Cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EscalatedAt",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EscalationData",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalationState",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FormById",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FormOn",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsWrong",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "QualityMark",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccountHolders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountKey = table.Column<string>(type: "TEXT", nullable: false),
                    HolderId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountHolders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ClientWeeks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CampaignId = table.Column<int>(type: "INTEGER", nullable: false),
                    Week = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ActionPlan = table.Column<string>(type: "TEXT", nullable: true),
                    PlannedById = table.Column<int>(type: "INTEGER", nullable: true),
                    PlannedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientWeeks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContactLog",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CampaignId = table.Column<int>(type: "INTEGER", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    HolderId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: true),
                    Symptom = table.Column<string>(type: "TEXT", nullable: true),
                    SymptomKey = table.Column<string>(type: "TEXT", nullable: true),
                    IsComplaint = table.Column<bool>(type: "INTEGER", nullable: true),
                    AgentId = table.Column<int>(type: "INTEGER", nullable: true),
                    AgentName = table.Column<string>(type: "TEXT", nullable: true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: true),
                    ImportId = table.Column<string>(type: "TEXT", nullable: true),
                    IsRecurrent = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsRepeat = table.Column<bool>(type: "INTEGER", nullable: false),
                    InWindow = table.Column<int>(type: "INTEGER", nullable: false),
                    SameInWindow = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactLog", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Feedback",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CampaignId = table.Column<int>(type: "INTEGER", nullable: false),
                    AgentId = table.Column<int>(type: "INTEGER", nullable: false),
                    Week = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Marked = table.Column<int>(type: "INTEGER", nullable: false),
                    Errors = table.Column<int>(type: "INTEGER", nullable: false),
                    Process = table.Column<string>(type: "TEXT", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: false),
                    Reinforcement = table.Column<string>(type: "TEXT", nullable: false),
                    Commitment = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedById = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AcknowledgedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Feedback", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_AwaitsAnswer",
                table: "Cases",
                column: "AnswerDueAt",
                filter: "\"AwaitsAnswer\"");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Forms",
                table: "Cases",
                columns: new[] { "CampaignId", "FormOn", "BranchId", "Cause", "EscalationState", "Area" },
                filter: "\"FormOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AccountHolders_AccountKey",
                table: "AccountHolders",
                column: "AccountKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountHolders_HolderId",
                table: "AccountHolders",
                column: "HolderId");

            migrationBuilder.CreateIndex(
                name: "IX_ClientWeeks_CampaignId_Week",
                table: "ClientWeeks",
                columns: new[] { "CampaignId", "Week" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactLog_CampaignId_At",
                table: "ContactLog",
                columns: new[] { "CampaignId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactLog_CampaignId_ExternalId",
                table: "ContactLog",
                columns: new[] { "CampaignId", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactLog_CaseId",
                table: "ContactLog",
                column: "CaseId",
                filter: "\"CaseId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContactLog_ImportId",
                table: "ContactLog",
                column: "ImportId",
                filter: "\"ImportId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContactLog_Window",
                table: "ContactLog",
                columns: new[] { "HolderId", "At", "Id", "SymptomKey", "IsComplaint" });

            migrationBuilder.CreateIndex(
                name: "IX_Feedback_AgentId_AcknowledgedAt",
                table: "Feedback",
                columns: new[] { "AgentId", "AcknowledgedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Feedback_CampaignId_Week_AgentId",
                table: "Feedback",
                columns: new[] { "CampaignId", "Week", "AgentId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountHolders");

            migrationBuilder.DropTable(
                name: "ClientWeeks");

            migrationBuilder.DropTable(
                name: "ContactLog");

            migrationBuilder.DropTable(
                name: "Feedback");

            migrationBuilder.DropIndex(
                name: "IX_Cases_AwaitsAnswer",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Forms",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Area",
                table: "CaseShares");

            migrationBuilder.DropColumn(
                name: "AnswerDueAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Area",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "AwaitsAnswer",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "EscalatedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "EscalationData",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "EscalationState",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "FormById",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "FormOn",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "IsWrong",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "QualityMark",
                table: "Cases");
        }
    }
}
