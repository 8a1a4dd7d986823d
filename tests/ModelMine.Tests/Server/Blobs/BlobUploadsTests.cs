using System.Security.Cryptography;
using CsCheck;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Blobs;

public sealed class BlobUploadsTests
{
    private const string NodeId = "node_a";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppendAsync_CutAnywhereAnyNumberOfTimes_EndsWithTheSameBytes()
    {
        await using var world = await World.CreateAsync();
        await Gen.Select(Gen.Byte.Array[0, 5000], Gen.Int[1, 5000].List[0, 8]).SampleAsync(
            async (bytes, cuts) =>
            {
                var uploads = world.Get<BlobUploads>();
                var digest = Digest(bytes);
                foreach (var cut in cuts)
                {
                    var (complete, offset) = await uploads.StateAsync(NodeId, digest, Stop);
                    if (complete) break;
                    var piece = bytes.AsMemory((int)offset, Math.Min(cut, bytes.Length - (int)offset));
                    await Should.ThrowAsync<IOException>(uploads.AppendAsync(NodeId, digest, offset, bytes.Length, new BrokenOff(piece), Stop));
                }

                var state = await uploads.StateAsync(NodeId, digest, Stop);
                if (!state.Complete)
                {
                    var rest = new MemoryStream(bytes[(int)state.Offset..]);
                    (await uploads.AppendAsync(NodeId, digest, state.Offset, bytes.Length, rest, Stop)).ShouldBe((true, bytes.Length));
                }

                (await ReadAsync(world, digest)).ShouldBe(bytes);
            },
            iter: 40, threads: 1);
    }

    [Fact]
    public async Task AppendAsync_OtherOffset_ChangesNothingAndSaysWhereItStands()
    {
        await using var world = await World.CreateAsync();
        var bytes = RandomNumberGenerator.GetBytes(100);
        await AppendAsync(world, bytes, 0, 40);
        (await AppendAsync(world, bytes, 0, 40)).ShouldBe((false, 40));
        (await AppendAsync(world, bytes, 60, 40)).ShouldBe((false, 40));
        (await AppendAsync(world, bytes, 40, 60)).ShouldBe((true, 100));
        (await ReadAsync(world, Digest(bytes))).ShouldBe(bytes);
    }

    [Fact]
    public async Task AppendAsync_OtherBytesThanAnnounced_AreRefusedAndRemoved()
    {
        await using var world = await World.CreateAsync();
        var uploads = world.Get<BlobUploads>();
        var digest = Digest([1, 2, 3]);
        var refusal = await Should.ThrowAsync<RefusedException>(uploads.AppendAsync(NodeId, digest, 0, 3, new MemoryStream([1, 2, 4]), Stop));
        refusal.Problem.Status.ShouldBe(422);
        (await uploads.StateAsync(NodeId, digest, Stop)).ShouldBe((false, 0));
        (await world.Get<BlobStore>().OpenAsync(digest, Stop)).ShouldBeNull();
        (await uploads.AppendAsync(NodeId, digest, 0, 3, new MemoryStream([1, 2, 3]), Stop)).ShouldBe((true, 3));
    }

    [Fact]
    public async Task AppendAsync_MoreBytesThanAnnounced_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var refusal = await Should.ThrowAsync<RefusedException>(
            world.Get<BlobUploads>().AppendAsync(NodeId, Digest([1]), 0, 1, new MemoryStream([1, 2]), Stop));
        refusal.Problem.Code.ShouldBe("too_many_bytes");
    }

    [Fact]
    public async Task AppendAsync_LargerThanTheLimit_IsRefusedBeforeAByteIsTaken()
    {
        await using var world = await World.CreateAsync(options => options.LargestBlobMiB = 1);
        var refusal = await Should.ThrowAsync<RefusedException>(
            world.Get<BlobUploads>().AppendAsync(NodeId, Digest([]), 0, 1024 * 1024 + 1, new BrokenOff(default), Stop));
        refusal.Problem.Status.ShouldBe(413);
    }

    [Fact]
    public async Task AppendAsync_SameBytesFromManyNodesAtOnce_AllCompleteAndOneIsKept()
    {
        await using var world = await World.CreateAsync();
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var digest = Digest(bytes);
        var uploads = world.Get<BlobUploads>();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(node => Task.Run(
            () => uploads.AppendAsync($"node_{node}", digest, 0, bytes.Length, new MemoryStream(bytes), Stop))));
        results.ShouldAllBe(result => result.InPlace && result.Offset == bytes.Length);
        (await ReadAsync(world, digest)).ShouldBe(bytes);
        Directory.GetFiles(PartialFolder(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AppendAsync_OneNodeTwiceAtOnce_TheBytesAreNotMixed()
    {
        await using var world = await World.CreateAsync();
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AppendAsync(world, bytes, 0, bytes.Length))));
        (await ReadAsync(world, Digest(bytes))).ShouldBe(bytes);
    }

    [Fact]
    public async Task StateAsync_ServerDiedBetweenTheLastByteAndTheCheck_AskingForTheLastByteCompletesIt()
    {
        await using var world = await World.CreateAsync();
        var bytes = RandomNumberGenerator.GetBytes(50);
        Directory.CreateDirectory(PartialFolder(world));
        await File.WriteAllBytesAsync(Path.Combine(PartialFolder(world), $"{Digest(bytes)}.{NodeId}"), bytes, Stop);
        (await world.Get<BlobUploads>().StateAsync(NodeId, Digest(bytes), Stop)).ShouldBe((false, 49));
        (await AppendAsync(world, bytes, 49, 1)).ShouldBe((true, 50));
        (await ReadAsync(world, Digest(bytes))).ShouldBe(bytes);
    }

    [Fact]
    public async Task StateAsync_ServerDiedBeforeTheRowWasWritten_TheBlobIsThere()
    {
        await using var world = await World.CreateAsync();
        byte[] bytes = [1, 2, 3];
        await AppendAsync(world, bytes, 0, 3);
        await world.Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"DELETE FROM blobs"), Stop);
        (await world.Get<BlobStore>().OpenAsync(Digest(bytes), Stop)).ShouldBeNull();
        (await world.Get<BlobUploads>().StateAsync(NodeId, Digest(bytes), Stop)).Complete.ShouldBeTrue();
        (await world.Get<BlobStore>().OpenAsync(Digest(bytes), Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task StateAsync_BlobIsAboutToBeSwept_StaysUntilAJobCanReferToIt()
    {
        await using var world = await World.CreateAsync();
        await AppendAsync(world, [1, 2, 3], 0, 3);
        await AppendAsync(world, [4, 5, 6], 0, 3);
        world.Time.Advance(TimeSpan.FromHours(2));
        (await world.Get<BlobUploads>().StateAsync(NodeId, Digest([1, 2, 3]), Stop)).Complete.ShouldBeTrue();
        await world.Get<UnreferencedBlobSweep>().SweepAsync(Stop);
        (await ReadAsync(world, Digest([1, 2, 3]))).ShouldBe([1, 2, 3]);
        (await world.Get<BlobUploads>().StateAsync(NodeId, Digest([4, 5, 6]), Stop)).ShouldBe((false, 0));
    }

    [Fact]
    public async Task SweepAsync_WhileTheSameBytesComeAgain_NeverLeavesARowWithoutItsFile()
    {
        await using var world = await World.CreateAsync();
        for (var round = 0; round < 30; round++)
        {
            byte[] bytes = [(byte)round];
            await AppendAsync(world, bytes, 0, 1);
            world.Time.Advance(TimeSpan.FromHours(2));
            await Task.WhenAll(
                Task.Run(() => world.Get<UnreferencedBlobSweep>().SweepAsync(Stop)),
                Task.Run(() => world.Get<BlobUploads>().StateAsync(NodeId, Digest(bytes), Stop)),
                Task.Run(() => AppendAsync(world, bytes, 0, 1)));
            var hasRow = await world.ReadAsync(database => Task.FromResult(database.Blobs.Any(b => b.Digest == Digest(bytes))));
            if (hasRow) (await ReadAsync(world, Digest(bytes))).ShouldBe(bytes);
        }
    }

    [Fact]
    public async Task AppendAsync_DiskIsFull_Answers507AndGivesTheRoomBack()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");
        await using var world = await World.CreateAsync();
        Directory.CreateDirectory(PartialFolder(world));
        var partial = Path.Combine(PartialFolder(world), $"{Digest([1])}.{NodeId}");
        File.CreateSymbolicLink(partial, "/dev/full");
        var refusal = await Should.ThrowAsync<RefusedException>(
            world.Get<BlobUploads>().AppendAsync(NodeId, Digest([1]), 0, 1, new MemoryStream([1]), Stop));
        refusal.Problem.Status.ShouldBe(507);
        Directory.GetFiles(PartialFolder(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task PartialSweep_AtStart_RemovesWhatNobodyWentOnWithForADay()
    {
        await using var world = await World.CreateAsync();
        Directory.CreateDirectory(PartialFolder(world));
        var (old, young) = (Path.Combine(PartialFolder(world), "old"), Path.Combine(PartialFolder(world), "young"));
        await File.WriteAllTextAsync(old, "", Stop);
        await File.WriteAllTextAsync(young, "", Stop);
        File.SetLastWriteTimeUtc(old, world.Time.GetUtcNow().UtcDateTime.AddHours(-25));
        File.SetLastWriteTimeUtc(young, world.Time.GetUtcNow().UtcDateTime.AddHours(-23));
        using var sweep = new PartialSweep(world.Get<IBlobPlace>(), world.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<PartialSweep>.Instance);
        await sweep.SweepAsync(Stop);
        Directory.GetFiles(PartialFolder(world)).ShouldBe([young]);
    }

    private static Task<(bool InPlace, long Offset)> AppendAsync(World world, byte[] bytes, int offset, int count) =>
        world.Get<BlobUploads>().AppendAsync(NodeId, Digest(bytes), offset, bytes.Length, new MemoryStream(bytes, offset, count), Stop);

    private static async Task<byte[]> ReadAsync(World world, string digest)
    {
        await using var bytes = (await world.Get<BlobStore>().OpenAsync(digest, Stop)).ShouldNotBeNull();
        var read = new byte[bytes.Length];
        await bytes.ReadExactlyAsync(read, Stop);
        return read;
    }

    private static string PartialFolder(World world) => ((FolderPlace)world.Get<IBlobPlace>()).PartialFolder;

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
