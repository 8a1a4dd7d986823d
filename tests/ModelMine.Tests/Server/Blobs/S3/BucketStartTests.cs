using Amazon.S3;
using ModelMine.Server.Blobs.S3;
using ModelMine.Tests.Servers.S3;

namespace ModelMine.Tests.Server.Blobs.S3;

/// <summary>A bucket that is not there yet.</summary>
public sealed class BucketStartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BucketThatIsMissing_IsMadeOnlyWhereTheSettingsAskForIt()
    {
        await using var store = await S3Double.StartAsync();

        await Should.ThrowAsync<AmazonS3Exception>(RequireAsync(store, createBucket: false));
        store.Buckets.Keys.ShouldNotContain("fresh");
        await RequireAsync(store, createBucket: true);
        store.Buckets.Keys.ShouldContain("fresh");
        await RequireAsync(store, createBucket: false);
    }

    private static async Task RequireAsync(S3Double store, bool createBucket)
    {
        using var bucket = new Bucket(new S3Settings
        {
            Endpoint = store.Settings["ModelMine:S3:Endpoint"], Bucket = "fresh", CreateBucket = createBucket,
            AccessKey = S3Double.AccessKey, SecretKey = S3Double.SecretKey, Region = S3Double.Region,
        });
        await bucket.RequireAsync(Stop);
    }
}
