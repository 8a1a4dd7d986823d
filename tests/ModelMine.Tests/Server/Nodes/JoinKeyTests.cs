using System.Net;
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
    }

    [Fact]
    public async Task Machine_ThatTrainedAlready_DoesNotJoinASecondTimeByTheKey()
    {
        await using var app = await StartAppAsync(new() { ["ModelMine:JoinKey"] = Key });
        var api = new NodeApiClient(app.CreateClient());
        var machine = NewKey();
        var enrolled = await api.EnrolAsync(Request(Key, machine), Stop);
        await new NodeApiClient(app.CreateClient(enrolled.Token)).HeartbeatAsync(SomeNode.Heartbeat(), Stop);

        var refusal = await Should.ThrowAsync<ApiException>(api.EnrolAsync(Request(Key, machine), Stop));

        refusal.Problem?.Code.ShouldBe("already_joined");
        await new NodeApiClient(app.CreateClient(enrolled.Token)).HeartbeatAsync(SomeNode.Heartbeat(), Stop);
    }

    [Theory]
    [InlineData(null, Key)]
    [InlineData("", "")]
    [InlineData(Key, "a-key-for-all-the-machines-of-the-lab-1235")]
    public async Task CodeThatIsNotTheKey_IsRefused(string? key, string code)
    {
        await using var app = await StartAppAsync(key is null ? [] : new() { ["ModelMine:JoinKey"] = key });

        var refusal = await Should.ThrowAsync<ApiException>(new NodeApiClient(app.CreateClient()).EnrolAsync(Request(code, NewKey()), Stop));

        refusal.Status.ShouldBe(code.Length == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WrongCodes_TooManyFromOneAddress_MakeItWait_AndGoodOnesNever()
    {
        await using var app = await StartAppAsync(new() { ["ModelMine:JoinKey"] = Key, ["ModelMine:RateLimits:AuthPerMinute"] = "3" });
        var api = new NodeApiClient(app.CreateClient());
        for (var i = 0; i < 5; i++) await api.EnrolAsync(Request(Key, NewKey()), Stop);
        for (var i = 0; i < 3; i++)
            (await Should.ThrowAsync<ApiException>(api.EnrolAsync(Request($"{Key}{i}", NewKey()), Stop))).Status.ShouldBe(HttpStatusCode.Forbidden);

        // Not even the right one is looked at now: the answer tells nothing.
        (await Should.ThrowAsync<ApiException>(api.EnrolAsync(Request(Key, NewKey()), Stop))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static EnrolRequest Request(string code, string publicKey) => new(code, "a machine", publicKey, SomeNode.Facts());

    private static string NewKey()
    {
        using var key = NodeKey.Create();
        return key.PublicKey;
    }
}
