using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Server.Datasets;
using ModelMine.Tests.Servers.S3;

namespace ModelMine.Tests.Server.Blobs.S3;

/// <summary>A whole server whose blobs lie in a bucket.</summary>
public sealed class BucketServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UploadsDataSetsAndDownloads_GoThroughTheBucket_AndNothingStaysOnTheDisk()
    {
        await using var store = await S3Double.StartAsync();
        await using var app = await TestApp.StartAsync(store.Settings);
        var owner = await app.CreateUserAsync();
        var node = await app.CreateNodeAsync(owner);
        var bytes = RandomNumberGenerator.GetBytes(9_500_000);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        (await node.Api.AppendBlobAsync(digest, 0, bytes.Length, bytes.AsMemory(0, 5_000_000), Stop)).ShouldBe(5_000_000);
        (await node.Api.BlobStateAsync(digest, Stop)).Offset.ShouldBe(5_000_000);
        (await node.Api.AppendBlobAsync(digest, 5_000_000, bytes.Length, bytes.AsMemory(5_000_000), Stop)).ShouldBe(bytes.Length);

        (await node.Http.GetByteArrayAsync(Routes.Blob(digest), Stop)).ShouldBe(bytes);
        using var range = new HttpRequestMessage(HttpMethod.Get, Routes.Blob(digest)) { Headers = { Range = new(9_000_000, 9_000_099) } };
        using var part = await node.Http.SendAsync(range, Stop);
        (await part.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(bytes[9_000_000..9_000_100]);

        (await owner.AddAsync("houses", Uploads.Houses)).Facts.TrainSamples.ShouldBe(60);
        store.Objects.Keys.ShouldBe([$"{digest[..2]}/{digest}", $"{Uploads.Digest(Uploads.Houses)[..2]}/{Uploads.Digest(Uploads.Houses)}"], ignoreOrder: true);
        Directory.EnumerateFiles(app.DataFolder, "*", SearchOption.AllDirectories).ShouldAllBe(file => !file.Contains("blobs") && !file.Contains("spool"));
    }
}
