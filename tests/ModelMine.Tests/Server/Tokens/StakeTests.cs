using CsCheck;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Tests.Server.Tokens;

public abstract class StakeTests(StorageProduct storage) : WorldTests(storage)
{
    public sealed class OnSqlite() : StakeTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : StakeTests(StorageProduct.Postgres);

    [Fact]
    public void Reward_IsEightyPercentRoundedDownForAnyStake() => Gen.Long[0, long.MaxValue].Sample(stake =>
    {
        var reward = StakeResolution.Reward(stake);
        ((Int128)reward * 100).ShouldBeLessThanOrEqualTo((Int128)stake * 80);
        ((Int128)(reward + 1) * 100).ShouldBeGreaterThan((Int128)stake * 80);
    });

    [Fact]
    public async Task SameKeyTwice_MovesOnce()
    {
        await using var world = await CreateWorldAsync();
        var user = await world.UserAsync(tokens: 10);
        var writer = world.Get<GroupCommit>();

        await Should.ThrowAsync<Exception>(() => writer.WriteAsync(async scope =>
        {
            await TokenTransfers.GrantAsync(scope, user);
            return 0;
        }));

        (await world.BalanceAsync(Wallet.OfUser(user))).ShouldBe(10);
    }

    [Fact]
    public async Task RandomTransfersFromManyWriters_NothingIsMadeOrLostOrNegative() =>
        await Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Long[0, 60]).Array[64].SampleAsync(
            async moves =>
            {
                await using var world = await CreateWorldAsync();
                var users = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.UserAsync(tokens: 100)));
                var writer = world.Get<GroupCommit>();

                await Task.WhenAll(moves.Select((move, i) => writer.WriteAsync(scope => TokenTransfers.TryMoveAsync(
                    scope, Wallet.OfUser(users[move.Item1]), Wallet.OfUser(users[move.Item2]), move.Item3, "GIFT", null, $"move {i}"))));

                await world.ReadAsync(async database =>
                {
                    await Invariants.ShouldHoldAsync(database);
                    return 0;
                });
                (await Task.WhenAll(users.Select(u => world.BalanceAsync(Wallet.OfUser(u))))).Sum().ShouldBe(500);
            },
            iter: 15, threads: 1);
}
