using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OpsConsole.Web.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Imports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FirstSequence",
                table: "Imports",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "LastSequence",
                table: "Imports",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeasedUntil",
                table: "Imports",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Notices",
                table: "Imports",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RowsInFile",
                table: "Imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "UploadName",
                table: "Imports",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WithoutBase",
                table: "Imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsWarning",
                table: "ImportErrors",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "BaseRecordChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ImportId = table.Column<string>(type: "text", nullable: false),
                    BaseRecordId = table.Column<long>(type: "bigint", nullable: false),
                    FormerHash = table.Column<string>(type: "text", nullable: true),
                    FormerValues = table.Column<string>(type: "text", nullable: true),
                    FormerImportId = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BaseRecordChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BaseRecordChanges_BaseRecords_BaseRecordId",
                        column: x => x.BaseRecordId,
                        principalTable: "BaseRecords",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BaseRecordChanges_BaseRecordId",
                table: "BaseRecordChanges",
                column: "BaseRecordId");

            migrationBuilder.CreateIndex(
                name: "IX_BaseRecordChanges_ImportId",
                table: "BaseRecordChanges",
                column: "ImportId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BaseRecordChanges");

            migrationBuilder.DropColumn(
                name: "FirstSequence",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "LastSequence",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "LeasedUntil",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "Notices",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "RowsInFile",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "UploadName",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "WithoutBase",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "IsWarning",
                table: "ImportErrors");
        }
    }
}
