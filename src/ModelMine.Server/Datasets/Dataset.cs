using ModelMine.Core.Datasets;

namespace ModelMine.Server.Datasets;

/// <summary>A version of a user's own data set. Its row stays when it is removed, so that no later version takes its number.</summary>
public sealed class Dataset
{
    /// <summary>Id, <c>dset_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its owner; nobody else sees it.</summary>
    public required string UserId { get; init; }

    /// <summary>Its name, without the version.</summary>
    public required string Name { get; init; }

    /// <summary>The name as names are compared: two that differ in no more than <c>-</c> and <c>_</c> are one.</summary>
    public required string FoldedName { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    /// <summary>What it is made of.</summary>
    public required DatasetKind Kind { get; init; }

    /// <summary>What configs are checked against, JSON of <see cref="DatasetFacts"/>.</summary>
    public required string Facts { get; init; }

    /// <summary>What people are shown, JSON of <see cref="Core.Datasets.Own.DatasetProfile"/>.</summary>
    public required string Profile { get; init; }

    /// <summary>Bytes of its files.</summary>
    public required long Bytes { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was removed; null while it is there.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>A file of a data set: keeps its blob.</summary>
public sealed class DatasetBlob
{
    /// <summary>The data set.</summary>
    public required string DatasetId { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Digest { get; init; }
}
