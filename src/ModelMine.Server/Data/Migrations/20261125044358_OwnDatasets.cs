using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ModelMine.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class OwnDatasets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "dataset_facts",
                table: "jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dataset_id",
                table: "jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "dataset_blobs",
                columns: table => new
                {
                    dataset_id = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dataset_blobs", x => new { x.dataset_id, x.digest });
                });

            migrationBuilder.CreateTable(
                name: "datasets",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    user_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    folded_name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    profile = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    removed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_datasets", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_dataset_id",
                table: "jobs",
                column: "dataset_id");

            migrationBuilder.CreateIndex(
                name: "ix_dataset_blobs_digest",
                table: "dataset_blobs",
                column: "digest");

            migrationBuilder.CreateIndex(
                name: "ix_datasets_user_id_folded_name_version",
                table: "datasets",
                columns: new[] { "user_id", "folded_name", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dataset_blobs");

            migrationBuilder.DropTable(
                name: "datasets");

            migrationBuilder.DropIndex(
                name: "ix_jobs_dataset_id",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "dataset_facts",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "dataset_id",
                table: "jobs");
        }
    }
}
