using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Chaos.Sensitivity;
using ModelMine.Chaos.Sensitivity.Server;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Chaos;

/// <summary>
/// What the sensitivity runs of the lab do with real processes, in the small: three servers without a guard are leaned on, and the
/// checks see it; with all guards, leaned on in the same way, nothing breaks.
/// </summary>
public sealed class SensitivityTests
{
    private const int Rounds = 6;

    [Theory]
    [InlineData("epoch-fence")]
    [InlineData("unique-refund")]
    [InlineData("head-swap")]
    public async Task WithoutTheGuard_ItsInvariantBreaks(string name)
    {
        var guard = Guard.All.Single(one => one.Name == name);

        var broken = await LeanOnAsync(guard);

        broken.ShouldContain(invariant => guard.Breaks.Contains(invariant), $"broken: {string.Join(", ", broken)}");
    }

    [Fact]
    public async Task WithAllGuards_NothingBreaks() => (await LeanOnAsync(null)).ShouldBeEmpty();

    private static async Task<List<string>> LeanOnAsync(Guard? without)
    {
        RemovedGuard? Remove() => without is null ? null : new RemovedGuard(without.Name);
        await using var first = await World.CreateAsync(options => options.LeaseSeconds = 30, storage: StorageProduct.Postgres, interceptor: Remove());
        await using var second = await first.AnotherServerAsync(Remove());
        await using var third = await first.AnotherServerAsync(Remove());
        foreach (var drop in without?.Drops ?? []) await first.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync(FormattableStringFactory.Create(drop)));
        World[] servers = [first, second, third];
        var user = await first.UserAsync(tokens: 100_000);
        // A job that nobody can take: without it the escrow would often be empty, and too poor to refund anything twice.
        await first.SubmitAsync(user, stake: 10_000, requires: new JobRequires { Labels = new() { ["held"] = "nobody" } });
        var nodes = new List<string>();
        foreach (var _ in servers) nodes.Add(await first.NodeAsync(slots: 100));
        for (var round = 0; round < Rounds; round++)
        {
            await OfferStaleWritesAsync(servers, user, nodes);
            await CancelTwiceAsync(servers, user);
            await CompleteAtOnceAsync(servers, user, nodes);
        }

        return await first.ReadAsync(BrokenAsync);
    }

    private static async Task OfferStaleWritesAsync(World[] servers, string user, List<string> nodes)
    {
        await servers[0].SubmitAsync(user);
        var stale = (await servers[0].ClaimAsync(nodes[0])).ShouldNotBeNull();
        await servers[0].PassAsync(TimeSpan.FromSeconds(40));
        servers[0].Time.Advance(TimeSpan.FromSeconds(60));
        var held = (await servers[1].ClaimAsync(nodes[1])).ShouldNotBeNull();
        await OfferAsync(() => servers[0].ReportAsync(nodes[0], stale, 1));
        await OfferAsync(() => servers[2].CompleteAsync(nodes[0], stale));
        await OfferAsync(() => servers[1].CompleteAsync(nodes[1], held));
    }

    private static async Task CancelTwiceAsync(World[] servers, string user)
    {
        var job = await servers[0].SubmitAsync(user);
        foreach (var server in servers) await OfferAsync(() => server.Get<CancelJob>().ExecuteAsync(user, job.Id, CancellationToken.None));
    }

    private static async Task CompleteAtOnceAsync(World[] servers, string user, List<string> nodes)
    {
        var grants = new List<(World Server, string Node, AttemptGrant Grant)>();
        foreach (var (server, node) in servers.Zip(nodes))
        {
            await server.SubmitAsync(user);
            if (await server.ClaimAsync(node) is { } grant) grants.Add((server, node, grant));
        }

        await Task.WhenAll(grants.Select(held => Task.Run(() => OfferAsync(() => held.Server.CompleteAsync(held.Node, held.Grant)))));
    }

    private static async Task<List<string>> BrokenAsync(ModelMineDb database)
    {
        await database.Database.OpenConnectionAsync();
        var broken = new List<string>();
        foreach (var check in AllChecks.Create().OfType<BooksCheck>().Where(check => !check.OnlyInTheEnd))
            if ((await check.FindAsync(database.Database.GetDbConnection(), CancellationToken.None)).Count > 0)
                broken.Add(check.Invariant);
        return broken;
    }

    /// <summary>Without a guard, a call may fail in ways that it never would; what it did until then is looked at in the end.</summary>
    private static async Task OfferAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception error) when (error is RefusedException or InvalidOperationException or DbUpdateException or DbException)
        {
            // Refused, one way or another.
        }
    }
}
