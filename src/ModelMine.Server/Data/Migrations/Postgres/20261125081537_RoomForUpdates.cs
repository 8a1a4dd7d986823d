using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ModelMine.Server.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RoomForUpdates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // These rows change every second while jobs train. With room in its page, a changed row stays in it, and the indexes
            // need not be touched; and what is left of old versions is cleared before it slows the look for the next job.
            migrationBuilder.Sql("ALTER TABLE jobs SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)");
            migrationBuilder.Sql("ALTER TABLE nodes SET (fillfactor = 70)");
            migrationBuilder.Sql("ALTER TABLE wallets SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02)");
            migrationBuilder.Sql("ALTER TABLE ledger_head SET (fillfactor = 50)");
            migrationBuilder.Sql("ALTER TABLE dispatch_shares SET (fillfactor = 50)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "jobs", "nodes", "wallets", "ledger_head", "dispatch_shares" })
                migrationBuilder.Sql($"ALTER TABLE {table} RESET (fillfactor, autovacuum_vacuum_scale_factor)");
        }
    }
}
