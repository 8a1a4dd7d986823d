using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ModelMine.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class MaintenanceVersion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "maintenance_version",
                table: "nodes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "maintenance_version",
                table: "nodes");
        }
    }
}
