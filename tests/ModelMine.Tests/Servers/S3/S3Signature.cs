using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ModelMine.Tests.Servers.S3;

/// <summary>Checks requests as AWS Signature Version 4 says.</summary>
internal static class S3Signature
{
    /// <summary>What is wrong with a request's signature; null when nothing is.</summary>
    public static string? WhyNot(HttpRequest request, byte[] body)
    {
        var given = request.Headers.Authorization.ToString();
        if (!given.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal)) return "AccessDenied";
        var parts = given["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var scope = parts["Credential"].Split('/');
        if (scope[0] != S3Double.AccessKey || scope[2] != S3Double.Region) return "InvalidAccessKeyId";
        var signedBody = request.Headers["x-amz-content-sha256"].ToString();
        if (signedBody != "UNSIGNED-PAYLOAD" && signedBody != Convert.ToHexStringLower(SHA256.HashData(body))) return "XAmzContentSHA256Mismatch";
        var names = parts["SignedHeaders"];
        var headers = string.Concat(names.Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{request.Method}\n{RawPath(request)}\n{CanonicalQuery(request)}\n{headers}\n{names}\n{signedBody}";
        var date = request.Headers["x-amz-date"].ToString();
        var text = $"AWS4-HMAC-SHA256\n{date}\n{string.Join('/', scope[1..])}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes($"AWS4{S3Double.SecretKey}"), Sign);
        return Convert.ToHexStringLower(Sign(key, text)) == parts["Signature"] ? null : "SignatureDoesNotMatch";
    }

    /// <summary>What is wrong with the checksum that a body bears; null when nothing is, or it bears none.</summary>
    public static string? WhyNotChecksum(HttpRequest request, byte[] body)
    {
        var given = request.Headers["x-amz-checksum-sha256"].ToString();
        return given.Length == 0 || given == Convert.ToBase64String(SHA256.HashData(body)) ? null : "BadDigest";
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string RawPath(HttpRequest request) =>
        request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];

    private static string CanonicalQuery(HttpRequest request) => string.Join('&', request.Query
        .SelectMany(pair => pair.Value.Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}"))
        .Order(StringComparer.Ordinal));
}
