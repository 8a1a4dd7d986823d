namespace ModelMine.Server.Shell.Ports;

/// <summary>
/// The API lives under <c>/api</c>. On its own port it is served at the root as well, and health, hubs and metrics are at
/// the root of both: this puts the <c>/api</c> in front before the routes are looked up, so that each route exists once.
/// </summary>
internal sealed class ApiAtRoot(RequestDelegate next, ListeningPorts ports)
{
    private static readonly PathString Prefix = "/api";
    private static readonly PathString[] AsTheyStand = [Prefix, "/openapi", "/docs"];
    private static readonly PathString[] AtBothRoots = ["/health", "/hubs", "/metrics"];

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var isMeant = ports.IsApi(context.Connection) ? !IsUnder(path, AsTheyStand) : IsUnder(path, AtBothRoots);
        if (isMeant) context.Request.Path = path == "/" ? Prefix : Prefix.Add(path);
        return next(context);
    }

    private static bool IsUnder(PathString path, PathString[] roots) =>
        Array.Exists(roots, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));
}
