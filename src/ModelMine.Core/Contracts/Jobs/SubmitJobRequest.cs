using System.Text.Json;

namespace ModelMine.Core.Contracts;

/// <summary>Body of <c>POST /jobs</c>.</summary>
public sealed record SubmitJobRequest
{
    /// <summary>A name for people; 1 to 120 characters.</summary>
    public string? Title { get; init; }

    /// <summary>What is trained and why; at most 4,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The job config: a JSON object (see <c>ModelMine.Core.JobConfigs</c>).</summary>
    public JsonElement Config { get; init; }

    /// <summary>Tokens put at stake, 1 to 1,000,000; 100 when left out.</summary>
    public long? TokenStake { get; init; }

    /// <summary>1 (last) to 99 (first); 50 when left out.</summary>
    public int? Priority { get; init; }

    /// <summary>What the job asks of its node; nothing when left out.</summary>
    public JobRequires? Requires { get; init; }
}
