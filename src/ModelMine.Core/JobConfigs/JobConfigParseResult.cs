using System.Diagnostics.CodeAnalysis;
using ModelMine.Core.Contracts;

namespace ModelMine.Core.JobConfigs;

/// <summary>What came of reading a job config: the effective config, or everything that is wrong with it.</summary>
public sealed record JobConfigParseResult
{
    /// <summary>The config with every default filled in; null when there are problems.</summary>
    public EffectiveConfig? Config { get; init; }

    /// <summary>Everything wrong, in the order of the text; empty when <see cref="Config"/> is there.</summary>
    public IReadOnlyList<ProblemItem> Problems { get; init; } = [];

    /// <summary>Whether the config can be trained.</summary>
    [MemberNotNullWhen(true, nameof(Config))]
    public bool IsValid => Config is not null;
}
