using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
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
    public async Task ExecuteAsync_CodeUsedBefore_IsRefused()
    {
        var code = (await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code;
        await EnrolAsync(code);
        (await Should.ThrowAsync<RefusedException>(EnrolAsync(code))).Problem.Code.ShouldBe("bad_join_code");
    }

    [Fact]
    public async Task ExecuteAsync_OneCodeManyTimesAtOnce_OneWins()
    {
        var code = (await world.Get<EnrolmentCodes>().CreateAsync(null, Stop)).Code;
        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await EnrolAsync(code)).NodeId;
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

    private Task<EnrolResponse> EnrolAsync(string code) =>
        world.Get<EnrolNode>().ExecuteAsync(new EnrolRequest(code, "a machine", SomeNode.PublicKey, SomeNode.Facts()), Stop);
}
