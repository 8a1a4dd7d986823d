using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;
using ModelMine.Server.Shell;
using ModelMine.Tests.Server.Nodes;

namespace ModelMine.Tests.Server.Blobs;

public abstract class BlobsApiTests(StorageProduct storage) : AppTests(storage)
{
    public sealed class OnSqlite() : BlobsApiTests(StorageProduct.Sqlite);

    public sealed class OnPostgres() : BlobsApiTests(StorageProduct.Postgres);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_LargePiecesWithAWrongTurn_ArrivesWholeAndCanBeReadInRanges()
    {
        await using var app = await StartAppAsync();
        var node = await app.CreateNodeAsync();
        var bytes = RandomNumberGenerator.GetBytes(5_000_000);
        var digest = Digest(bytes);
        (await node.Api.BlobStateAsync(digest, Stop)).ShouldBe(new BlobState(false, 0));
        (await node.Api.AppendBlobAsync(digest, 0, bytes.Length, bytes.AsMemory(0, 3_000_000), Stop)).ShouldBe(3_000_000);
        (await node.Api.AppendBlobAsync(digest, 7, bytes.Length, bytes.AsMemory(7, 100), Stop)).ShouldBe(3_000_000);
        (await node.Api.BlobStateAsync(digest, Stop)).ShouldBe(new BlobState(false, 3_000_000));
        (await node.Api.AppendBlobAsync(digest, 3_000_000, bytes.Length, bytes.AsMemory(3_000_000), Stop)).ShouldBe(5_000_000);
        (await node.Api.BlobStateAsync(digest, Stop)).Complete.ShouldBeTrue();

        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Blob(digest)) { Headers = { Range = new RangeHeaderValue(4_000_000, 4_000_009) } };
        using var part = await node.Http.SendAsync(request, Stop);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(bytes[4_000_000..4_000_010]);
    }

    [Fact]
    public async Task Upload_OtherBytesThanTheAddressSays_Answers422()
    {
        await using var app = await StartAppAsync();
        var node = await app.CreateNodeAsync();
        var refusal = await Should.ThrowAsync<ApiException>(node.Api.AppendBlobAsync(Digest([1]), 0, 1, new byte[] { 2 }, Stop));
        refusal.Problem.Code.ShouldBe("wrong_digest");
    }

    [Fact]
    public async Task Blobs_AskedByAUserOrByAStranger_AreClosed()
    {
        await using var app = await StartAppAsync();
        var user = await app.CreateUserAsync();
        (await user.Http.GetAsync(Routes.Blob(Digest([1])), Stop)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var stranger = app.CreateClient("mm_node_unknown");
        (await stranger.GetAsync(Routes.Blob(Digest([1])), Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task WeightsBlockAndLedger_OfACompletedJob_CanBeTakenAway()
    {
        await using var app = await StartAppAsync();
        var (owner, stranger) = (await app.CreateUserAsync(), await app.CreateUserAsync());
        var node = await app.CreateNodeAsync(owner);
        var job = await owner.Api.SubmitAsync(
            new SubmitJobRequest { Title = "Mine & Döner: \"v2\"", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 10 }, cancellationToken: Stop);
        var early = await Should.ThrowAsync<ApiException>(owner.Api.WeightsAsync(job.Id, cancellationToken: Stop));
        early.Problem.Code.ShouldBe("no_weights");
        var weights = RandomNumberGenerator.GetBytes(40);
        await CompleteAsync(node, weights);

        using var answer = await owner.Api.WeightsAsync(job.Id, cancellationToken: Stop);
        (await answer.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(weights);
        answer.Headers.ETag!.Tag.ShouldBe($"\"{Digest(weights)}\"");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"mine-d-ner-v2-{job.Id}.safetensors");
        using var rest = await owner.Api.WeightsAsync(job.Id, from: 30, Stop);
        (await rest.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(weights[30..]);
        (await Should.ThrowAsync<ApiException>(stranger.Api.WeightsAsync(job.Id, cancellationToken: Stop))).Status.ShouldBe(HttpStatusCode.NotFound);

        using var anyone = app.CreateClient();
        var ledger = new UserApiClient(anyone);
        var block = await ledger.BlockAsync(job.Id, Stop);
        CompletedJobData.Parse(block.Data).WeightsDigest.ShouldBe(Digest(weights));
        (await ledger.VerifyLedgerAsync(Stop)).ShouldBe(new LedgerVerification(true, 1, block.Hash, null));
        (await ledger.LedgerAsync(cancellationToken: Stop)).Items.ShouldBe([block]);
        await using var exported = await ledger.ExportLedgerAsync(Stop);
        var export = await JsonSerializer.DeserializeAsync<LedgerExport>(exported, ModelMineJson.Options, Stop);
        export!.Blocks.ShouldBe([block]);
        LedgerChain.Verify(export).Valid.ShouldBeTrue();
        (await ledger.NetworkAsync(Stop)).CompletedJobs.ShouldBe(1);
        using var attachment = await anyone.GetAsync(new Uri($"{Routes.Block(job.Id)}?download=true", UriKind.Relative), Stop);
        attachment.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("modelmine-block-1.json");
    }

    private static async Task CompleteAsync(TestNode node, byte[] weights)
    {
        await node.Api.HeartbeatAsync(SomeNode.Heartbeat(), Stop);
        var grant = (await node.Api.ClaimAsync(new ClaimRequest("session", 1, 100_000, 0), Stop)).Grants.ShouldHaveSingleItem();
        await node.Api.AppendBlobAsync(Digest(weights), 0, weights.Length, weights, Stop);
        var result = Results.Of(grant) with { WeightsDigest = Digest(weights), WeightsBytes = weights.Length };
        var statement = ResultStatement.ToBytes(grant.JobId, grant.AttemptId, node.Id, grant.LeaseEpoch, result);
        await node.Api.CompleteAsync(grant.AttemptId, new CompletionReport(grant.LeaseEpoch, result, node.Key.Sign(statement)), Stop);
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
