using System.Security.Cryptography;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.Places;

namespace ModelMine.Tests.Server.Blobs;

public sealed class BlobDamageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_OneBitOfTheFileChanged_TheLastBytesAreNotHandedOut()
    {
        await using var world = await World.CreateAsync();
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await world.Get<BlobUploads>().AppendAsync("node", digest, 0, bytes.Length, new MemoryStream(bytes), Stop);
        var place = (FolderPlace)world.Get<IBlobPlace>();
        var path = Path.Combine(Path.GetDirectoryName(place.PartialFolder)!, BlobNames.Of(digest));
        bytes[7] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);

        await using var stream = (await world.Get<BlobStore>().OpenAsync(digest, Stop)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        var error = await Should.ThrowAsync<InvalidDataException>(stream.CopyToAsync(copy, Stop));

        error.Message.ShouldContain(digest);
        copy.Length.ShouldBeLessThan(bytes.Length);
    }

    [Fact]
    public async Task AppendAsync_WhileAnotherProcessHoldsThePartialFile_AsksToComeAgain()
    {
        await using var world = await World.CreateAsync();
        byte[] bytes = [1, 2, 3];
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var folder = ((FolderPlace)world.Get<IBlobPlace>()).PartialFolder;
        Directory.CreateDirectory(folder);
        await using (var other = new FileStream(Path.Combine(folder, $"{digest}.node"), FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            var refusal = await Should.ThrowAsync<ModelMine.Server.Shell.RefusedException>(
                world.Get<BlobUploads>().AppendAsync("node", digest, 0, 3, new MemoryStream(bytes), Stop));
            (refusal.Problem.Status, refusal.Problem.Code).ShouldBe((503, "upload_busy"));
        }

        (await world.Get<BlobUploads>().AppendAsync("node", digest, 0, 3, new MemoryStream(bytes), Stop)).ShouldBe((true, 3));
    }
}
