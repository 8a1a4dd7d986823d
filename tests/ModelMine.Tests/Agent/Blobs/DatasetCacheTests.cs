using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Agent.Blobs;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Shell;
using ModelMine.Core.Datasets;
using ModelMine.Tests.Training;
using ModelMine.Training;

namespace ModelMine.Tests.Agent.Blobs;

/// <summary>The node's cache of users' data sets: what is gone on with, what is found damaged, and what makes room.</summary>
public sealed class DatasetCacheTests : IDisposable
{
    private const int MiB = 1024 * 1024;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly List<(string Digest, long Offset)> _reads = [];
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _folder.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Fetch_CutByTheAgentsEnd_GoesOnAtTheNextStart()
    {
        var file = Blob("large", 9 * MiB);
        var before = Cache(100 * MiB);
        using (before.Hold([file]))
        {
            await Should.ThrowAsync<OperationCanceledException>(() => before.EnsureAsync(file, here => { if (here >= 4 * MiB) _stop.Cancel(); }, _stop.Token));
        }

        _reads.Clear();
        var heard = new List<long>();
        var after = Cache(100 * MiB);
        using var held = after.Hold([file]);
        (await after.EnsureAsync(file, heard.Add, TestContext.Current.CancellationToken)).ShouldBeTrue();

        _reads[0].Offset.ShouldBeGreaterThanOrEqualTo(4 * MiB);
        heard[0].ShouldBe(_reads[0].Offset);
        (await File.ReadAllBytesAsync(PathOf(file), TestContext.Current.CancellationToken)).ShouldBe(_blobs[file.Sha256]);
        File.Exists(PathOf(file) + ".part").ShouldBeFalse();
    }

    [Fact]
    public async Task Fetch_OnTopOfWrongBytes_BeginsAgain()
    {
        var file = Blob("large", 3 * MiB);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        await File.WriteAllBytesAsync(PathOf(file) + ".part", new byte[MiB], TestContext.Current.CancellationToken);

        await FetchAsync(Cache(100 * MiB), file);

        _reads.Select(read => read.Offset).ShouldBe([MiB, 0]);
        (await File.ReadAllBytesAsync(PathOf(file), TestContext.Current.CancellationToken)).ShouldBe(_blobs[file.Sha256]);
    }

    [Fact]
    public async Task File_DamagedInTheCache_IsFoundByItsDigest_AndFetchedAgain()
    {
        var (file, cache) = (Blob("houses", 1000), Cache(100 * MiB));
        await FetchAsync(cache, file);
        (await FetchAsync(cache, file)).ShouldBeFalse("it is here");
        var bytes = await File.ReadAllBytesAsync(PathOf(file), TestContext.Current.CancellationToken);
        bytes[500] ^= 1;
        await File.WriteAllBytesAsync(PathOf(file), bytes, TestContext.Current.CancellationToken);

        (await FetchAsync(cache, file)).ShouldBeTrue();

        (await File.ReadAllBytesAsync(PathOf(file), TestContext.Current.CancellationToken)).ShouldBe(_blobs[file.Sha256]);
    }

    [Fact]
    public async Task Cache_ThatIsFull_LetsGoOfWhatWasUnusedForLongest_AndNeverOfWhatIsInUse()
    {
        var cache = Cache(3 * MiB);
        var (inUse, oldest, used, next) = (Blob("in use", MiB), Blob("oldest", MiB), Blob("used", MiB), Blob("next", MiB));
        using var held = cache.Hold([inUse]);
        await cache.EnsureAsync(inUse, _ => { }, TestContext.Current.CancellationToken);
        foreach (var file in new[] { used, oldest, used })
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await FetchAsync(cache, file);
        }

        await FetchAsync(cache, next);

        File.Exists(PathOf(oldest)).ShouldBeFalse();
        new[] { inUse, used, next }.ShouldAllBe(file => File.Exists(PathOf(file)));
        var tooMuch = Should.Throw<InvalidDataException>(() => cache.Hold([oldest, used, next]));
        tooMuch.Message.ShouldBe("The data sets in use on this node would take 4 MiB, more than the 3 MiB that its owner allows (--data-cache).");
        File.Exists(PathOf(used)).ShouldBeTrue("what was refused lets go of nothing");
        using var fits = cache.Hold([used, next]);
    }

    [Fact]
    public async Task Blob_ThatComesWithOtherBytes_IsRefused_AndLeavesNothing()
    {
        var file = Blob("houses", 1000);
        _blobs[file.Sha256] = new byte[1000];

        (await Should.ThrowAsync<InvalidDataException>(() => FetchAsync(Cache(MiB), file))).Message.ShouldContain("came 2 times with bytes whose SHA-256 is another");

        Directory.EnumerateFiles(Path.GetDirectoryName(PathOf(file))!).ShouldBeEmpty();
    }

    private async Task<bool> FetchAsync(DatasetCache cache, DatasetFile file)
    {
        using var held = cache.Hold([file]);
        return await cache.EnsureAsync(file, _ => { }, TestContext.Current.CancellationToken);
    }

    private DatasetCache Cache(long limit)
    {
        var timings = new AgentTimings();
        var calls = new PatientCalls(new ServerContact(new("http://127.0.0.1:1"), _time, NullLogger<ServerContact>.Instance), timings, _time);
        return new(new BlobDownload(ReadAsync, calls, timings, _time), _folder.Path, limit, _time);
    }

    private Task<int> ReadAsync(string digest, long offset, Memory<byte> piece, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _reads.Add((digest, offset));
        var rest = _blobs[digest].AsMemory((int)offset);
        var count = Math.Min(rest.Length, piece.Length);
        rest[..count].CopyTo(piece);
        return Task.FromResult(count);
    }

    private DatasetFile Blob(string name, int length)
    {
        var bytes = new byte[length];
        new Random(_blobs.Count).NextBytes(bytes);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _blobs[digest] = bytes;
        return new(name, digest, length);
    }

    private string PathOf(DatasetFile file) => TrainingRequest.PathOfOwn(_folder.Path, file.Sha256);
}
