using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ModelMine.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class FairTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_status_priority_created_at",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_user_id_status",
                table: "jobs");

            migrationBuilder.RenameColumn(
                name: "last_granted_at",
                table: "dispatch_shares",
                newName: "last_served_at");

            migrationBuilder.AddColumn<bool>(
                name: "gives_back",
                table: "nodes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "lane",
                table: "jobs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ranked_at",
                table: "jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "requires",
                table: "jobs",
                type: "TEXT",
                nullable: true);

            // One point of priority was a minute when these columns came.
            migrationBuilder.Sql("UPDATE jobs SET lane = user_id, ranked_at = created_at - priority * 60000");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_status_lane_priority",
                table: "jobs",
                columns: new[] { "status", "lane", "priority" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_status_lane_ranked_at_id_memory_mib_not_before",
                table: "jobs",
                columns: new[] { "status", "lane", "ranked_at", "id", "memory_mib", "not_before" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_user_id_status_ranked_at",
                table: "jobs",
                columns: new[] { "user_id", "status", "ranked_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_status_lane_priority",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_status_lane_ranked_at_id_memory_mib_not_before",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_user_id_status_ranked_at",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "gives_back",
                table: "nodes");

            migrationBuilder.DropColumn(
                name: "lane",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "ranked_at",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "requires",
                table: "jobs");

            migrationBuilder.RenameColumn(
                name: "last_served_at",
                table: "dispatch_shares",
                newName: "last_granted_at");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_status_priority_created_at",
                table: "jobs",
                columns: new[] { "status", "priority", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_user_id_status",
                table: "jobs",
                columns: new[] { "user_id", "status" });
        }
    }
}
