using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Data;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Nodes;

public sealed class EnrolNodeTests(SiloWorld world) : IClassFixture<SiloWorld>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteAsync_FreshCode_MakesANodeWithAWalletForWhoMadeTheCode()
    {
        var code = await world.Get<EnrolmentCodes>().CreateAsync("usr_owner", Stop);
        var enrolled = await EnrolAsync(code.Code);
        (await world.Get<NodeTokens>().NodeIdAsync(enrolled.Token, Stop)).ShouldBe(enrolled.NodeId);
        await using var database = await world.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync(Stop);
        var node = await database.Nodes.SingleAsync(n => n.Id == enrolled.NodeId, Stop);
        node.OwnerId.ShouldBe("usr_owner");
        node.TokenHash.ShouldBe(Secret.Hash(enrolled.Token));
        (await database.Wallets.SingleAsync(w => w.Id == $"node:{enrolled.NodeId}", Stop)).Balance.ShouldBe(0);
        (await database.EnrolmentCodes.SingleAsync(c => c.NodeId == enrolled.NodeId, Stop)).CodeHash.ShouldBe(Secret.Hash(code.Code));
    }

    [Fact]
    public async Task ExecuteAsync_CodeThatAnotherMachineUsed_IsRefused()
    {
        var code = (await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code;
        await EnrolAsync(code, NewKey());
        (await Should.ThrowAsync<RefusedException>(EnrolAsync(code, NewKey()))).Problem.Code.ShouldBe("bad_join_code");
    }

    [Fact]
    public async Task ExecuteAsync_SameCodeAndKeyAgain_GivesTheSameNodeAndEndsTheTokenBefore()
    {
        var (code, key) = ((await world.Get<EnrolmentCodes>().CreateAsync("usr_owner", Stop)).Code, NewKey());
        var lost = await EnrolAsync(code, key);
        (await world.Get<NodeTokens>().NodeIdAsync(lost.Token, Stop)).ShouldBe(lost.NodeId);

        var kept = await EnrolAsync(code, key, slots: 3);

        kept.NodeId.ShouldBe(lost.NodeId);
        (await world.Get<NodeTokens>().NodeIdAsync(lost.Token, Stop)).ShouldBeNull();
        (await world.Get<NodeTokens>().NodeIdAsync(kept.Token, Stop)).ShouldBe(kept.NodeId);
        await using var database = await world.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync(Stop);
        var node = await database.Nodes.SingleAsync(n => n.PublicKey == key, Stop);
        node.OwnerId.ShouldBe("usr_owner");
        node.Slots.ShouldBe(3);
    }

    [Fact]
    public async Task ExecuteAsync_SameCodeAndKeyAfterAHeartbeat_IsRefusedAndLeavesTheTokenGood()
    {
        var (code, key) = ((await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code, NewKey());
        var enrolled = await EnrolAsync(code, key);
        await world.Get<TakeHeartbeat>().ExecuteAsync(enrolled.NodeId, SomeNode.Heartbeat(), Stop);

        (await Should.ThrowAsync<RefusedException>(EnrolAsync(code, key))).Problem.Code.ShouldBe("bad_join_code");

        (await world.Get<NodeTokens>().NodeIdAsync(enrolled.Token, Stop)).ShouldBe(enrolled.NodeId);
    }

    [Fact]
    public async Task ExecuteAsync_SameKeyWithAnotherMachinesCode_IsRefused()
    {
        var codes = world.Get<EnrolmentCodes>();
        var (mine, others) = ((await codes.CreateAsync(null, Stop)).Code, (await codes.CreateAsync(null, Stop)).Code);
        var key = NewKey();
        var enrolled = await EnrolAsync(mine, key);
        await EnrolAsync(others, NewKey());
        await Should.ThrowAsync<RefusedException>(EnrolAsync(others, key));
        (await world.Get<NodeTokens>().NodeIdAsync(enrolled.Token, Stop)).ShouldBe(enrolled.NodeId);
    }

    [Fact]
    public async Task ExecuteAsync_SameCodeAndKeyAnHourLater_IsRefused()
    {
        var (code, key) = ((await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code, NewKey());
        await EnrolAsync(code, key);
        world.Time.Advance(TimeSpan.FromHours(1));
        (await Should.ThrowAsync<RefusedException>(EnrolAsync(code, key))).Problem.Status.ShouldBe(403);
    }

    [Fact]
    public async Task ExecuteAsync_SameCodeAndKeyManyTimesAtOnce_IsOneNodeWithOneGoodToken()
    {
        var (code, key) = ((await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code, NewKey());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => EnrolAsync(code, key))));
        var nodeId = answers.Select(answer => answer.NodeId).Distinct().ShouldHaveSingleItem();
        var good = 0;
        foreach (var answer in answers) good += await world.Get<NodeTokens>().NodeIdAsync(answer.Token, Stop) == nodeId ? 1 : 0;
        good.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_OneCodeOnManyMachinesAtOnce_OneWins()
    {
        var code = (await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code;
        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await EnrolAsync(code, NewKey())).NodeId;
            }
            catch (RefusedException)
            {
                return null;
            }
        })));
        var winner = tries.Where(id => id is not null).ShouldHaveSingleItem();
        await using var database = await world.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync(Stop);
        (await database.EnrolmentCodes.SingleAsync(c => c.CodeHash == Secret.Hash(code), Stop)).NodeId.ShouldBe(winner);
    }

    [Fact]
    public async Task ExecuteAsync_CodeAnHourOld_IsRefused()
    {
        var code = (await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code;
        world.Time.Advance(TimeSpan.FromHours(1));
        (await Should.ThrowAsync<RefusedException>(EnrolAsync(code))).Problem.Status.ShouldBe(403);
    }

    [Fact]
    public async Task ExecuteAsync_BadNameAndKey_SaysBothAndLeavesTheCodeGood()
    {
        var code = (await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code;
        var bad = new EnrolRequest(code, " ", "c2hvcnQ=", SomeNode.Facts());
        var refusal = await Should.ThrowAsync<RefusedException>(world.Get<EnrolNode>().ExecuteAsync(bad, Stop));
        refusal.Problem.Errors!.Select(error => error.Path).ShouldBe(["$.name", "$.publicKey"]);
        (await EnrolAsync(code)).NodeId.ShouldStartWith("node_");
    }

    [Fact]
    public async Task NodeIdAsync_UnknownToken_IsNobody() =>
        (await world.Get<NodeTokens>().NodeIdAsync("mm_node_unknown", Stop)).ShouldBeNull();

    private Task<EnrolResponse> EnrolAsync(string code, string? key = null, int slots = 1) =>
        world.Get<EnrolNode>().ExecuteAsync(new EnrolRequest(code, "a machine", key ?? SomeNode.PublicKey, SomeNode.Facts(slots)), Stop);

    private static string NewKey()
    {
        using var key = NodeKey.Create();
        return key.PublicKey;
    }
}
