using ModelMine.Core.Contracts;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

/// <summary>Three servers write to one PostgreSQL at the same time, and no invariant breaks.</summary>
public sealed class ServersTests
{
    [Fact]
    public async Task SubmitsClaimsCompletionsAndCancels_OnThreeServersAtOnce_InvariantsHold()
    {
        await using var world = await World.CreateAsync(options => options.MaxAttempts = 2, storage: StorageProduct.Postgres);
        await using var second = await world.AnotherServerAsync();
        await using var third = await world.AnotherServerAsync();
        World[] servers = [world, second, third];
        var users = new List<string>();
        var nodes = new List<string>();
        for (var i = 0; i < 4; i++) users.Add(await world.UserAsync(tokens: 2000));
        for (var i = 0; i < 6; i++) nodes.Add(await world.NodeAsync(slots: 3));

        var counts = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => WorkAsync(servers, users, nodes, new Random(number)))));

        await world.ReadAsync(async database =>
        {
            await Invariants.ShouldHoldAsync(database);
            return 0;
        });
        counts.Sum(count => count.Submitted).ShouldBeGreaterThan(40);
        counts.Sum(count => count.Settled).ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task SameKey_OnThreeServersAtOnce_MakesOneJob()
    {
        await using var world = await World.CreateAsync(storage: StorageProduct.Postgres);
        await using var second = await world.AnotherServerAsync();
        await using var third = await world.AnotherServerAsync();
        var user = await world.UserAsync(tokens: 1000);

        var jobs = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => new[] { world, second, third }[i % 3].SubmitAsync(user, key: "once")));

        jobs.Select(job => job.Id).Distinct().Count().ShouldBe(1);
        (await world.BalanceAsync($"user:{user}")).ShouldBe(900);
    }

    [Fact]
    public async Task LastJobOfTheQueue_ClaimedOnThreeServersAtOnce_IsGrantedOnce()
    {
        await using var world = await World.CreateAsync(storage: StorageProduct.Postgres);
        await using var second = await world.AnotherServerAsync();
        await using var third = await world.AnotherServerAsync();
        var user = await world.UserAsync(tokens: 1000);
        var nodes = new List<string>();
        for (var i = 0; i < 9; i++) nodes.Add(await world.NodeAsync());
        for (var round = 0; round < 10; round++)
        {
            await world.SubmitAsync(user);

            var grants = await Task.WhenAll(nodes.Select((node, i) => new[] { world, second, third }[i % 3].ClaimAsync(node)));

            var (grant, at) = grants.Select((grant, at) => (grant, at)).Single(pair => pair.grant is not null);
            await second.CompleteAsync(nodes[at], grant!);
        }
    }

    private static async Task<(int Submitted, int Settled)> WorkAsync(World[] servers, List<string> users, List<string> nodes, Random random)
    {
        var (submitted, settled) = (0, 0);
        World Any() => servers[random.Next(servers.Length)];
        for (var turn = 0; turn < 25; turn++)
        {
            try
            {
                switch (random.Next(5))
                {
                    case 0 or 1:
                        await Any().SubmitAsync(users[random.Next(users.Count)], stake: 1 + random.Next(150));
                        submitted++;
                        break;
                    default:
                        var node = nodes[random.Next(nodes.Count)];
                        if (await Any().ClaimAsync(node) is not { } grant) break;
                        await UseAsync(Any, node, grant, random);
                        settled++;
                        break;
                }
            }
            catch (RefusedException refusal)
            {
                refusal.Problem.Status.ShouldBeOneOf(402, 409);
            }
        }

        return (submitted, settled);
    }

    private static async Task UseAsync(Func<World> any, string node, AttemptGrant grant, Random random)
    {
        await any().ReportAsync(node, grant, 1, 0.3);
        switch (random.Next(6))
        {
            case 0:
                var owner = (await any().JobAsync(grant.JobId)).UserId;
                await any().Get<CancelJob>().ExecuteAsync(owner, grant.JobId, CancellationToken.None);
                break;
            case 1:
                await any().Get<GiveBackAttempt>().FailAsync(node, grant.AttemptId, new FailureReport(grant.LeaseEpoch, "broke", true), CancellationToken.None);
                break;
            case 2:
                var job = await any().JobAsync(grant.JobId);
                await RaceAsync(
                    any().CompleteAsync(node, grant),
                    any().Get<CancelJob>().ExecuteAsync(job.UserId, grant.JobId, CancellationToken.None),
                    any().ReportAsync(node, grant, 2, 0.9));
                break;
            default:
                // The answer of the first was lost, so it is sent to another server while the first is still at it.
                var both = await Task.WhenAll(any().CompleteAsync(node, grant), any().CompleteAsync(node, grant));
                both[0].ShouldBe(both[1]);
                break;
        }
    }

    /// <summary>Lets calls race; a refusal by 409 is the fate of whoever loses.</summary>
    private static async Task RaceAsync(params Task[] calls)
    {
        foreach (var call in calls)
        {
            try
            {
                await call;
            }
            catch (RefusedException refusal)
            {
                refusal.Problem.Status.ShouldBe(409);
            }
        }
    }
}
