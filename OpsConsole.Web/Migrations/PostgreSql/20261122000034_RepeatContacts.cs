using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OpsConsole.Web.Migrations.PostgreSql
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
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AnswerDueAt",
                table: "Cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Area",
                table: "Cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AwaitsAnswer",
                table: "Cases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EscalatedAt",
                table: "Cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EscalationData",
                table: "Cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalationState",
                table: "Cases",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FormById",
                table: "Cases",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FormOn",
                table: "Cases",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsWrong",
                table: "Cases",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "QualityMark",
                table: "Cases",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccountHolders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountKey = table.Column<string>(type: "text", nullable: false),
                    HolderId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountHolders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ClientWeeks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CampaignId = table.Column<int>(type: "integer", nullable: false),
                    Week = table.Column<DateOnly>(type: "date", nullable: false),
                    ActionPlan = table.Column<string>(type: "text", nullable: true),
                    PlannedById = table.Column<int>(type: "integer", nullable: true),
                    PlannedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientWeeks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContactLog",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CampaignId = table.Column<int>(type: "integer", nullable: false),
                    ExternalId = table.Column<string>(type: "text", nullable: false),
                    Account = table.Column<string>(type: "text", nullable: false),
                    HolderId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false),
                    Cause = table.Column<string>(type: "text", nullable: true),
                    Symptom = table.Column<string>(type: "text", nullable: true),
                    SymptomKey = table.Column<string>(type: "text", nullable: true),
                    IsComplaint = table.Column<bool>(type: "boolean", nullable: true),
                    AgentId = table.Column<int>(type: "integer", nullable: true),
                    AgentName = table.Column<string>(type: "text", nullable: true),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    ImportId = table.Column<string>(type: "text", nullable: true),
                    IsRecurrent = table.Column<bool>(type: "boolean", nullable: false),
                    IsRepeat = table.Column<bool>(type: "boolean", nullable: false),
                    InWindow = table.Column<int>(type: "integer", nullable: false),
                    SameInWindow = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactLog", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Feedback",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CampaignId = table.Column<int>(type: "integer", nullable: false),
                    AgentId = table.Column<int>(type: "integer", nullable: false),
                    Week = table.Column<DateOnly>(type: "date", nullable: false),
                    Marked = table.Column<int>(type: "integer", nullable: false),
                    Errors = table.Column<int>(type: "integer", nullable: false),
                    Process = table.Column<string>(type: "text", nullable: false),
                    Error = table.Column<string>(type: "text", nullable: false),
                    Reinforcement = table.Column<string>(type: "text", nullable: false),
                    Commitment = table.Column<string>(type: "text", nullable: true),
                    OpenedById = table.Column<int>(type: "integer", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AcknowledgedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
