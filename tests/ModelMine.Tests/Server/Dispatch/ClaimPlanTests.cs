using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

/// <summary>How the databases find the next job of each lane: by an index, however many jobs wait.</summary>
public sealed class ClaimPlanTests
{
    [Fact]
    public async Task Heads_InSqlite_AreFoundByIndexAlone()
    {
        await using var world = await World.CreateAsync(storage: StorageProduct.Sqlite);

        var plan = await PlanAsync(world, "EXPLAIN QUERY PLAN ", column: 3);

        plan.ShouldContain(step => step.Contains("USING COVERING INDEX ix_jobs_status_lane_ranked_at_id_memory_mib_not_before (status=? AND lane=?"), string.Join('\n', plan));
        plan.ShouldNotContain(step => step.StartsWith("SCAN j", StringComparison.Ordinal), string.Join('\n', plan));
        plan.ShouldNotContain(step => step.Contains("USE TEMP B-TREE"), string.Join('\n', plan));
    }

    [Fact]
    public async Task Heads_InPostgres_AreFoundByIndexAlone()
    {
        await using var world = await World.CreateAsync(storage: StorageProduct.Postgres);
        var users = new List<string>();
        for (var i = 0; i < 5; i++) users.Add(await world.UserAsync());
        foreach (var user in users) await FairnessTests.StoreCopiesAsync(world, await world.SubmitAsync(user), 2000);
        await world.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"ANALYZE jobs"));

        var plan = await PlanAsync(world, "EXPLAIN ", column: 0);

        plan.ShouldContain(step => step.Contains("using ix_jobs_status_lane_ranked_at_id_memory_mib_not_before on jobs j"), string.Join('\n', plan));
        plan.ShouldNotContain(step => step.Contains("Seq Scan on jobs"), string.Join('\n', plan));
    }

    private static Task<List<string>> PlanAsync(World world, string explain, int column) => world.ReadAsync(async database =>
    {
        var query = WaitingLanes.Heads(1000, 10);
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = explain + string.Format(CultureInfo.InvariantCulture, query.Format, query.GetArguments());
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync()) steps.Add(reader.GetString(column));
        return steps;
    });
}
