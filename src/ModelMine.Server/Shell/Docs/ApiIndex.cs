namespace ModelMine.Server.Shell.Docs;

/// <summary>Answer to <c>GET /</c> on the API's port: what is where.</summary>
/// <param name="Name">What this is.</param>
/// <param name="Docs">The page that describes the API.</param>
/// <param name="OpenApi">The same for programs.</param>
/// <param name="Health">Whether it lives.</param>
/// <param name="Ready">Whether it can serve.</param>
internal sealed record ApiIndex(string Name, string Docs, string OpenApi, string Health, string Ready)
{
    public static readonly ApiIndex Instance = new("ModelMine", "/docs", "/openapi/v1.json", "/health", "/health/ready");
}
