using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Nodes;

public abstract class JoinKeyTests(StorageProduct storage) : AppTests(storage)
{
    private const string Key = "a-key-for-all-the-machines-of-the-lab-1234";

    public sealed class OnSqlite() : JoinKeyTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : JoinKeyTests(StorageProduct.Postgres);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_LetsManyMachinesJoin_EachOnce_AndIsNotStored()
    {
        await using var app = await StartAppAsync(new() { ["ModelMine:JoinKey"] = Key });
        var api = new NodeApiClient(app.CreateClient());
        var machines = Enumerable.Range(0, 5).Select(_ => NewKey()).ToList();

        // Each asks three times at once, as a machine does whose answers are lost.
        var answers = await Task.WhenAll(machines.SelectMany(machine => Enumerable.Repeat(machine, 3)).Select(async machine => (machine, (await api.EnrolAsync(Request(Key, machine), Stop)).NodeId)));

        answers.Distinct().Count().ShouldBe(5);
        answers.Select(answer => answer.NodeId).Distinct().Count().ShouldBe(5);
        await using var database = await app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync(Stop);
        (await database.Nodes.ToListAsync(Stop)).ShouldAllBe(node => node.OwnerId == null);
        (await database.EnrolmentCodes.Select(code => code.CodeHash).ToListAsync(Stop)).ShouldNotContain(Secret.Hash(Key));

        // One that trained already does not join a second time, nor lose what it has.
        var enrolled = await api.EnrolAsync(Request(Key, machines[0]), Stop);
        var agent = new NodeApiClient(app.CreateClient(enrolled.Token));
        await agent.HeartbeatAsync(SomeNode.Heartbeat(), Stop);
        (await Should.ThrowAsync<ApiException>(api.EnrolAsync(Request(Key, machines[0]), Stop))).Problem?.Code.ShouldBe("already_joined");
        await agent.HeartbeatAsync(SomeNode.Heartbeat(), Stop);
    }

    private static EnrolRequest Request(string code, string publicKey) => new(code, "a machine", publicKey, SomeNode.Facts());

    private static string NewKey()
    {
        using var key = NodeKey.Create();
        return key.PublicKey;
    }
}
