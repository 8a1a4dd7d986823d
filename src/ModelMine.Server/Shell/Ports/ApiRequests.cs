namespace ModelMine.Server.Shell.Ports;

internal static class ApiRequests
{
    /// <summary>Whether a program asks, so that errors are answered as JSON; otherwise a person does, with a browser.</summary>
    public static bool IsForApi(this HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
