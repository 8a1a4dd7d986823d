namespace ModelMine.Server.Accounts;

internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>What a request carries as <c>Authorization: Bearer …</c>; null when it carries none.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
