namespace ModelMine.Server.Shell.Health;

/// <summary>Answer to <c>GET /health</c> and <c>GET /health/ready</c>.</summary>
/// <param name="Status"><c>ok</c>, or <c>unavailable</c>.</param>
/// <param name="Missing">What is not as it must be, in words; null when all is well.</param>
internal sealed record HealthView(string Status, IReadOnlyList<string>? Missing = null)
{
    public const string Ok = "ok";

    public static readonly HealthView Well = new(Ok);

    public static HealthView Of(IReadOnlyList<string> missing) => missing.Count == 0 ? Well : new HealthView("unavailable", missing);
}
