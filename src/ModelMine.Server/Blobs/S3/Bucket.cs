using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ModelMine.Server.Blobs.S3;

/// <summary>
/// The few things that are asked of a bucket. Whatever is sent carries its SHA-256, which the store checks. A store that does
/// not answer is told as such; one that says that something is not there is believed.
/// </summary>
/// <param name="settings">How to reach it.</param>
internal sealed class Bucket(S3Settings settings) : IDisposable
{
    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = settings.Endpoint,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = settings.PathStyle,
            // Bodies bear a SHA-256 of their own; the default would add another sum in a way that not every store knows.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            Timeout = TimeSpan.FromSeconds(30),
            MaxErrorRetry = 3,
        });

    /// <summary>Whether the bucket is there and lets this server in; throws what is wrong. Makes it first, where the settings ask for that.</summary>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        try
        {
            await _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = settings.Bucket, MaxKeys = 1 }, cancellation);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound && settings.CreateBucket)
        {
            // Of two servers that start at once, the second may be told that the bucket is its own already: the next look finds it.
            await _client.PutBucketAsync(new PutBucketRequest { BucketName = settings.Bucket }, cancellation);
        }
    }

    public Task<long?> SizeAsync(string key, CancellationToken cancellation) => AskAsync(async () =>
    {
        try
        {
            return (long?)(await _client.GetObjectMetadataAsync(settings.Bucket, key, cancellation)).ContentLength;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    /// <summary>The bytes from a place on; dispose the answer to stop early.</summary>
    public Task<GetObjectResponse> ReadAsync(string key, long from, long size, CancellationToken cancellation) => AskAsync(() =>
        _client.GetObjectAsync(new GetObjectRequest { BucketName = settings.Bucket, Key = key, ByteRange = new ByteRange(from, size - 1) }, cancellation));

    public Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => AskAsync(() =>
        _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = settings.Bucket, Key = key, InputStream = Body(bytes), AutoCloseStream = true, UseChunkEncoding = false, ChecksumSHA256 = S3Checksum.Of(bytes),
            },
            cancellation));

    public Task<string> BeginAsync(string key) => AskAsync(async () =>
        (await _client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = settings.Bucket, Key = key, ChecksumAlgorithm = ChecksumAlgorithm.SHA256 })).UploadId);

    public Task<PartETag> PutPartAsync(string key, string uploadId, int number, ReadOnlyMemory<byte> bytes) => AskAsync(async () =>
    {
        var checksum = S3Checksum.Of(bytes);
        var answer = await _client.UploadPartAsync(new UploadPartRequest
        {
            BucketName = settings.Bucket, Key = key, UploadId = uploadId, PartNumber = number, InputStream = Body(bytes), PartSize = bytes.Length, UseChunkEncoding = false, ChecksumSHA256 = checksum,
        });
        return new PartETag(number, answer.ETag) { ChecksumSHA256 = checksum };
    });

    public Task FinishAsync(string key, string uploadId, List<PartETag> parts) => AskAsync(() =>
        _client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = settings.Bucket, Key = key, UploadId = uploadId, PartETags = parts }));

    public Task GiveUpAsync(string key, string uploadId) => AskAsync(() => _client.AbortMultipartUploadAsync(settings.Bucket, key, uploadId));

    public Task RemoveAsync(string key) => AskAsync(() => _client.DeleteObjectAsync(settings.Bucket, key));

    /// <summary>All objects whose keys begin so, in the order of their keys.</summary>
    public Task<List<S3Object>> ListAsync(string prefix, CancellationToken cancellation) => AskAsync(async () =>
    {
        var (all, request) = (new List<S3Object>(), new ListObjectsV2Request { BucketName = settings.Bucket, Prefix = prefix });
        ListObjectsV2Response page;
        do
        {
            page = await _client.ListObjectsV2Async(request, cancellation);
            all.AddRange(page.S3Objects ?? []);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        return all;
    });

    public void Dispose() => _client.Dispose();

    private static MemoryStream Body(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray());

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException)
        {
            throw Refusals.Unreachable(error.Message);
        }
    }
}
