using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Problems;

/// <summary>What to answer when another server was needed, and is gone: its grains begin anew at others, within a second or two.</summary>
internal static class ClusterProblems
{
    /// <summary>How long to wait before asking again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>The answer; null when the fault is another.</summary>
    /// <param name="error">What the request threw.</param>
    public static Problem? Of(Exception error) => error switch
    {
        // A call that ran out of time may have been heard; grains hold nothing that would be wrong to ask of them twice.
        SiloUnavailableException or OrleansMessageRejectionException or TimeoutException => new Problem
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Code = "server_gone",
            Title = "Another server, which this needed, does not answer at the moment.",
            Detail = "Jobs that run go on. Try again in a second.",
        },
        _ => null,
    };
}
