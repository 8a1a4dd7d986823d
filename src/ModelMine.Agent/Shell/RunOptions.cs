namespace ModelMine.Agent.Shell;

/// <summary>What <c>run</c> was asked for.</summary>
internal sealed record RunOptions
{
    /// <summary>Environment variable of the join code, so that it does not show in lists of processes.</summary>
    public const string CodeVariable = "MODELMINE_JOIN_CODE";

    /// <summary>GiB of <see cref="DataCacheBytes"/> unless somebody decides otherwise.</summary>
    public const int DefaultDataCacheGiB = 20;

    /// <summary>GiB of <see cref="AttemptDiskBytes"/> unless somebody decides otherwise.</summary>
    public const int DefaultAttemptDiskGiB = 20;

    /// <summary>Bytes of a GiB.</summary>
    public const long GiB = 1024L * 1024 * 1024;

    /// <summary>The server's address.</summary>
    public required Uri Server { get; init; }

    /// <summary>The agent's folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Name for people; the host's when left out.</summary>
    public string? Name { get; init; }

    /// <summary>One-use code; needed until the machine is enrolled.</summary>
    public string? Code { get; init; }

    /// <summary>Slots asked for; chosen by the cores when left out.</summary>
    public int? Slots { get; init; }

    /// <summary>Threads a slot asked for; chosen by the cores when left out.</summary>
    public int? ThreadsPerSlot { get; init; }

    /// <summary>Bytes that users' data sets may take on this machine.</summary>
    public long DataCacheBytes { get; init; } = DefaultDataCacheGiB * GiB;

    /// <summary>Bytes that the files of one attempt may take.</summary>
    public long AttemptDiskBytes { get; init; } = DefaultAttemptDiskGiB * GiB;

    /// <summary>A trainer that says nothing for so long hangs.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A trainer that gets no further for so long hangs, whatever it says.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Labels of this node, for jobs to ask for.</summary>
    public SortedDictionary<string, string> Labels { get; init; } = [];

    /// <summary>How long a drain may take.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}
