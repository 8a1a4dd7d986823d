using System.Security.Cryptography;
using CsCheck;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Blobs.S3;
using ModelMine.Server.Shell;
using ModelMine.Tests.Servers.S3;

namespace ModelMine.Tests.Server.Blobs.S3;

/// <summary>Bytes in an S3-compatible store, against a stand-in that checks signatures and checksums (no real store can be had here).</summary>
public sealed class BucketPlaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_InPiecesToTwoServersInTurn_IsAssembledWithoutHoldingIt()
    {
        await using var store = await S3Double.StartAsync();
        using var places = new TwoServers(store);
        var bytes = RandomNumberGenerator.GetBytes(21_000_000);
        var (name, digest) = (BlobNames.Arrival("node", Digest(bytes)), Digest(bytes));
        var offset = 0L;
        for (var piece = 0; offset < bytes.Length; piece++)
        {
            var arrival = places[piece % 2].Arrival(name);
            (await arrival.OffsetAsync(Stop)).ShouldBe(offset);
            var count = (int)Math.Min(5_000_000, bytes.Length - offset);
            offset = await arrival.ReceiveAsync(offset, bytes.Length, new MemoryStream(bytes, (int)offset, count), Stop);
        }

        await places[1].Arrival(name).CompleteAsync(digest, BlobNames.Of(digest));

        store.Objects.Keys.ShouldBe([BlobNames.Of(digest)], "the pieces are gone");
        store.LargestBody.ShouldBeLessThanOrEqualTo(8 * 1024 * 1024);
        store.Multiparts.ShouldBeEmpty();
        (await ReadAsync(places[0], digest, bytes.Length)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Upload_TakenByTwoServersAtOnce_EndsWithTheSameBytes()
    {
        await using var store = await S3Double.StartAsync();
        using var places = new TwoServers(store);
        var bytes = RandomNumberGenerator.GetBytes(12_000_000);
        var (name, digest) = (BlobNames.Arrival("node", Digest(bytes)), Digest(bytes));
        await Task.WhenAll(
            places[0].Arrival(name).ReceiveAsync(0, bytes.Length, new MemoryStream(bytes), Stop),
            places[1].Arrival(name).ReceiveAsync(0, bytes.Length, new MemoryStream(bytes, 0, 9_999_999), Stop));
        (await places[0].Arrival(name).OffsetAsync(Stop)).ShouldBe(bytes.Length);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(server => places[server].Arrival(name).CompleteAsync(digest, BlobNames.Of(digest))));

        (await ReadAsync(places[0], digest, bytes.Length)).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(17_000_000)]
    public async Task Upload_OtherBytesThanAnnounced_IsRefusedAndNothingIsSeen(int size)
    {
        await using var store = await S3Double.StartAsync();
        using var places = new TwoServers(store);
        var arrival = places[0].Arrival(BlobNames.Arrival("node", Digest([1])));
        await arrival.ReceiveAsync(0, size, new MemoryStream(RandomNumberGenerator.GetBytes(size)), Stop);

        (await Should.ThrowAsync<RefusedException>(arrival.CompleteAsync(Digest([1]), BlobNames.Of(Digest([1]))))).Problem.Code.ShouldBe("wrong_digest");

        store.Objects.ShouldBeEmpty();
        store.Multiparts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_ThatBreaksOff_KeepsWhatArrived()
    {
        await using var store = await S3Double.StartAsync();
        using var places = new TwoServers(store);
        var arrival = places[0].Arrival("partial/a.node");
        await Should.ThrowAsync<IOException>(arrival.ReceiveAsync(0, 100, new BrokenOff(new byte[60]), Stop));
        (await places[1].Arrival("partial/a.node").OffsetAsync(Stop)).ShouldBe(60);
    }

    [Fact]
    public async Task Stream_SoughtAnywhere_ReadsWhatLiesThere()
    {
        await using var store = await S3Double.StartAsync();
        using var places = new TwoServers(store);
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        store.Objects["a"] = bytes;
        await using var stream = places[0].Open("a", bytes.Length);
        await Gen.Select(Gen.Int[0, bytes.Length], Gen.Int[0, 3000]).SampleAsync(
            async (at, count) =>
            {
                stream.Position = at;
                var read = new byte[Math.Min(count, bytes.Length - at)];
                await stream.ReadExactlyAsync(read, Stop);
                read.ShouldBe(bytes[at..(at + read.Length)]);
            },
            iter: 30, threads: 1);
    }

    [Fact]
    public async Task Store_ThatFailsForAMoment_IsAskedAgain_AndForLongIsToldAs503()
    {
        await using var store = await S3Double.StartAsync();
        using var places = new TwoServers(store);
        store.Fail(2);
        (await places[0].SizeAsync("nothing", Stop)).ShouldBeNull();
        store.Fail(100);
        var refusal = await Should.ThrowAsync<RefusedException>(places[0].SizeAsync("nothing", Stop));
        (refusal.Problem.Status, refusal.Problem.Code, refusal.RetryAfter.HasValue).ShouldBe((503, "blob_store_unavailable", true));
        refusal.Problem.ToString().ShouldNotContain(S3Double.SecretKey);
    }

    private static async Task<byte[]> ReadAsync(IBlobPlace place, string digest, int size)
    {
        await using var stream = new VerifiedStream(place.Open(BlobNames.Of(digest), size), digest);
        var read = new byte[size];
        await stream.ReadExactlyAsync(read, Stop);
        return read;
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class TwoServers : IDisposable
    {
        private readonly Bucket[] _buckets;

        public TwoServers(S3Double store)
        {
            var settings = new S3Settings
            {
                Endpoint = store.Settings["ModelMine:S3:Endpoint"], Bucket = S3Double.Bucket, AccessKey = S3Double.AccessKey, SecretKey = S3Double.SecretKey, Region = S3Double.Region,
            };
            _buckets = [new(settings), new(settings)];
        }

        public IBlobPlace this[int server] => new BucketPlace(_buckets[server], Path.GetTempPath());

        public void Dispose() => Array.ForEach(_buckets, bucket => bucket.Dispose());
    }
}
