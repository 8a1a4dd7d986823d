using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace ModelMine.Tests.Servers.S3;

/// <summary>Answers one request that was signed as it should be.</summary>
/// <param name="store">What it is about.</param>
/// <param name="context">The request.</param>
/// <param name="body">Its body.</param>
internal sealed class S3Answers(S3Double store, HttpContext context, byte[] body)
{
    /// <summary>Small, so that lists come in pages.</summary>
    private const int PageSize = 3;

    private static readonly XNamespace Space = "http://s3.amazonaws.com/doc/2006-03-01/";

    private string Query(string name) => context.Request.Query[name].ToString();

    private bool Has(string name) => context.Request.Query.ContainsKey(name);

    public async Task WriteAsync()
    {
        var path = Uri.UnescapeDataString(context.Request.Path.Value!.TrimStart('/')).Split('/', 2);
        var key = path.ElementAtOrDefault(1) ?? "";
        if (context.Request.Method == "PUT" && key.Length == 0) await CreateAsync(path[0]);
        else if (!store.Buckets.ContainsKey(path[0])) await ErrorAsync(context, 404, "NoSuchBucket");
        else if (key.Length == 0) await ListAsync();
        else await (context.Request.Method switch
        {
            "HEAD" or "GET" => ReadAsync(key),
            "PUT" when Has("uploadId") => PutPartAsync(),
            "PUT" => PutAsync(key),
            "POST" when Has("uploads") => BeginAsync(key),
            "POST" => FinishAsync(key),
            "DELETE" when Has("uploadId") => GiveUpAsync(),
            "DELETE" => DeleteAsync(key),
            _ => ErrorAsync(context, 405, "MethodNotAllowed"),
        });
    }

    public static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Request.Method == "HEAD" ? Task.CompletedTask : XmlAsync(context, new XElement("Error", new XElement("Code", code), new XElement("Message", code)));
    }

    private Task CreateAsync(string bucket) =>
        store.Buckets.TryAdd(bucket, 0) ? Task.CompletedTask : ErrorAsync(context, 409, "BucketAlreadyOwnedByYou");

    private Task ListAsync()
    {
        var after = Query("continuation-token");
        var found = store.Objects.Where(pair => pair.Key.StartsWith(Query("prefix"), StringComparison.Ordinal) && string.CompareOrdinal(pair.Key, after) > 0)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var page = found.Take(PageSize).ToList();
        return XmlAsync(context, new XElement(
            Space + "ListBucketResult",
            new XElement(Space + "IsTruncated", found.Count > PageSize ? "true" : "false"),
            found.Count > PageSize ? new XElement(Space + "NextContinuationToken", page[^1].Key) : null,
            page.Select(pair => new XElement(
                Space + "Contents",
                new XElement(Space + "Key", pair.Key),
                new XElement(Space + "LastModified", "2026-01-01T00:00:00.000Z"),
                new XElement(Space + "Size", pair.Value.Length)))));
    }

    private async Task ReadAsync(string key)
    {
        if (!store.Objects.TryGetValue(key, out var bytes))
        {
            await ErrorAsync(context, 404, "NoSuchKey");
            return;
        }

        var (from, to) = (0L, bytes.Length - 1L);
        if (RangeHeaderValue.TryParse(context.Request.Headers.Range, out var range))
        {
            (from, to) = (range.Ranges.First().From ?? 0, Math.Min(range.Ranges.First().To ?? to, to));
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{bytes.Length}");
        }

        context.Response.Headers.ETag = Tag(bytes);
        context.Response.ContentLength = to - from + 1;
        if (context.Request.Method == "GET") await context.Response.Body.WriteAsync(bytes.AsMemory((int)from, (int)(to - from + 1)));
    }

    private Task PutAsync(string key)
    {
        store.Objects[key] = body;
        context.Response.Headers.ETag = Tag(body);
        return Task.CompletedTask;
    }

    private Task BeginAsync(string key)
    {
        var id = Guid.NewGuid().ToString("N");
        store.Multiparts[id] = new ConcurrentDictionary<int, byte[]>();
        return XmlAsync(context, new XElement(Space + "InitiateMultipartUploadResult", new XElement(Space + "Key", key), new XElement(Space + "UploadId", id)));
    }

    private Task PutPartAsync()
    {
        store.Multiparts[Query("uploadId")][int.Parse(Query("partNumber"), CultureInfo.InvariantCulture)] = body;
        context.Response.Headers.ETag = Tag(body);
        return Task.CompletedTask;
    }

    private Task FinishAsync(string key)
    {
        store.Multiparts.TryRemove(Query("uploadId"), out var parts);
        var listed = XElement.Parse(System.Text.Encoding.UTF8.GetString(body)).Elements().Select(part => (
            Number: (int)part.Elements().Single(e => e.Name.LocalName == "PartNumber"), Tag: (string)part.Elements().Single(e => e.Name.LocalName == "ETag"))).ToList();
        if (listed.Exists(part => !parts!.TryGetValue(part.Number, out var bytes) || Tag(bytes).Trim('"') != part.Tag.Trim('"'))) return ErrorAsync(context, 400, "InvalidPart");
        store.Objects[key] = [.. listed.SelectMany(part => parts![part.Number])];
        return XmlAsync(context, new XElement(Space + "CompleteMultipartUploadResult", new XElement(Space + "Key", key), new XElement(Space + "ETag", "\"whole\"")));
    }

    private Task GiveUpAsync()
    {
        store.Multiparts.TryRemove(Query("uploadId"), out _);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task DeleteAsync(string key)
    {
        store.Objects.TryRemove(key, out _);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static string Tag(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";

    private static Task XmlAsync(HttpContext context, XElement document)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(document.ToString());
    }
}
