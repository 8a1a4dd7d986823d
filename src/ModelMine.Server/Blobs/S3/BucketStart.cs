using Amazon.Runtime;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell.Lifetime;

namespace ModelMine.Server.Blobs.S3;

/// <summary>What is done about the bucket before the server starts.</summary>
internal static class BucketStart
{
    /// <summary>Waits until the bucket answers; at once when blobs lie in a folder.</summary>
    /// <param name="app">The server.</param>
    /// <returns>False when it does not answer, which the console was told.</returns>
    public static async Task<bool> FindBucketAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<BlobSettings>>().Value.Blobs != BlobKind.S3) return true;
        var (bucket, settings) = (app.Services.GetRequiredService<Bucket>(), app.Services.GetRequiredService<IOptions<S3Settings>>().Value);
        return await app.AnswersAsync(
            $"The bucket {settings.Bucket} at {settings.Endpoint}", "Check ModelMine__S3__Endpoint, that the bucket exists (ModelMine__S3__CreateBucket=true makes it), and that the access key may list, read and write it.",
            () => bucket.RequireAsync(CancellationToken.None), error => error is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException);
    }
}
