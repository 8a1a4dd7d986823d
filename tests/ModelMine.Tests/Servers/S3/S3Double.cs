using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ModelMine.Tests.Servers.S3;

/// <summary>
/// A stand-in for an S3-compatible store, in memory, on loopback: no real store can be had here. It knows what the product asks
/// (list in pages, head, ranged get, put, delete, multipart), checks each request's signature (version 4), the SHA-256 that a
/// body is signed with, and the checksum that it bears, and can be told to fail.
/// </summary>
internal sealed class S3Double : IAsyncDisposable
{
    public const string Bucket = "modelmine-test";
    public const string AccessKey = "AKTEST";
    public const string SecretKey = "a secret that only the test knows";
    public const string Region = "eu-test-1";

    private readonly WebApplication _app;
    private int _failures;

    private S3Double(WebApplication app) => _app = app;

    /// <summary>Names of the buckets. All of them hold <see cref="Objects"/>.</summary>
    public ConcurrentDictionary<string, byte> Buckets { get; } = new([new(Bucket, 0)], StringComparer.Ordinal);

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Multipart uploads that were begun and neither finished nor given up.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<int, byte[]>> Multiparts { get; } = new(StringComparer.Ordinal);

    /// <summary>Largest body that was sent in one request.</summary>
    public long LargestBody { get; private set; }

    /// <summary>Settings of a server that keeps its blobs here.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["ModelMine:Blobs"] = "s3",
        ["ModelMine:S3:Endpoint"] = _app.Urls.First(),
        ["ModelMine:S3:Bucket"] = Bucket,
        ["ModelMine:S3:AccessKey"] = AccessKey,
        ["ModelMine:S3:SecretKey"] = SecretKey,
        ["ModelMine:S3:Region"] = Region,
    };

    public static async Task<S3Double> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        var store = new S3Double(app);
        app.Run(store.AnswerAsync);
        await app.StartAsync();
        return store;
    }

    /// <summary>Answers so many requests by 503.</summary>
    public void Fail(int requests) => Volatile.Write(ref _failures, requests);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            await S3Answers.ErrorAsync(context, 503, "SlowDown");
            return;
        }

        using var received = new MemoryStream();
        await context.Request.Body.CopyToAsync(received);
        var body = received.ToArray();
        LargestBody = Math.Max(LargestBody, body.Length);
        if (S3Signature.WhyNot(context.Request, body) is { } problem) await S3Answers.ErrorAsync(context, 403, problem);
        else if (S3Signature.WhyNotChecksum(context.Request, body) is { } mismatch) await S3Answers.ErrorAsync(context, 400, mismatch);
        else await new S3Answers(this, context, body).WriteAsync();
    }
}
