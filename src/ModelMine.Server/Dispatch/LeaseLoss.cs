namespace ModelMine.Server.Dispatch;

/// <summary>Why leases are taken from nodes, as metrics name it.</summary>
internal static class LeaseLoss
{
    /// <summary>The node sent no sign of life for as long as a lease lasts.</summary>
    public const string Silent = "silent";

    /// <summary>The node's agent began anew, and knows nothing of what the one before it held.</summary>
    public const string Restarted = "restarted";

    /// <summary>The owner called the job off.</summary>
    public const string Canceled = "canceled";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Silent, Restarted, Canceled];
}
