using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Tests.Server.Jobs;

public abstract class SubmitTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : SubmitTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : SubmitTests(StorageProduct.Postgres);

    [Fact]
    public async Task HundredParallelSubmits_TokensForOne_OneIsTakenAndTheRestRefused()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync(tokens: 100);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            try
            {
                await world.SubmitAsync(user, stake: 100);
                return 201;
            }
            catch (RefusedException refusal)
            {
                return refusal.Problem.Status;
            }
        }));

        outcomes.Count(status => status == 201).ShouldBe(1);
        outcomes.Count(status => status == 402).ShouldBe(99);
        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(0);
        (await world.BalanceAsync(Wallet.Escrow)).ShouldBe(100);
    }

    [Fact]
    public async Task SameKeySameJob_GivesTheFirstJobAndStakesOnce()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();

        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.SubmitAsync(user, key: "once")));

        jobs.Select(job => job.Id).Distinct().ShouldHaveSingleItem();
        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(900);
    }

    [Fact]
    public async Task SameKeyOtherJob_Is409AndTakesNothing()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        await world.SubmitAsync(user, key: "once");

        var refusal = await Should.ThrowAsync<RefusedException>(() => world.SubmitAsync(user, stake: 200, key: "once"));

        refusal.Problem.Status.ShouldBe(409);
        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(900);
    }

    [Fact]
    public async Task EverythingWrong_IsSaidAtOnceWithItsPlace()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync();
        var request = new SubmitJobRequest
        {
            Title = "", TokenStake = 0, Priority = 100, Config = JsonElement.Parse("""{"modelType":"cnn","epochs":0,"learningRat":0.1}"""),
        };

        var refusal = await Should.ThrowAsync<RefusedException>(
            () => world.Get<SubmitJob>().ExecuteAsync(user, request, null, CancellationToken.None));

        refusal.Problem.Status.ShouldBe(400);
        refusal.Problem.Errors!.Select(e => e.Path).ShouldBe(
            ["$.title", "$.tokenStake", "$.priority", "$.config.epochs", "$.config.learningRat"], ignoreOrder: true);
        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(1000);
    }
}
