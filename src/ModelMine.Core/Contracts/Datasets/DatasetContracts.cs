using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;

namespace ModelMine.Core.Contracts;

/// <summary>Body of <c>POST /datasets</c>: makes a data set of files that were uploaded before.</summary>
/// <param name="Name">Its name; given again, it makes the next version.</param>
/// <param name="Files">Its files.</param>
/// <param name="ImageSize">Side that the images of an archive are brought to, pixels, 8 to 512; the server's choice when left out.</param>
public sealed record AddDatasetRequest(string Name, IReadOnlyList<UploadedFile> Files, int? ImageSize = null);

/// <summary>A file that was uploaded.</summary>
/// <param name="Name">What the user calls it; its extension says what it is.</param>
/// <param name="Digest">SHA-256 of its bytes, lower-case hex.</param>
public sealed record UploadedFile(string Name, string Digest);

/// <summary>A data set in a list.</summary>
public sealed record DatasetSummary
{
    /// <summary>What a config calls it: <c>mnist</c>, or <c>houses@2</c> for one of the user's own.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is the user's own; else it is the catalog's.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>What it is made of.</summary>
    public required DatasetKind Kind { get; init; }

    /// <summary>Samples to train and validate with (characters of a text); a share is held out to test when <see cref="TestSamples"/> is 0.</summary>
    public required long TrainSamples { get; init; }

    /// <summary>Samples of its own test set.</summary>
    public required long TestSamples { get; init; }

    /// <summary>Bytes of its files; null when unknown.</summary>
    public long? Bytes { get; init; }

    /// <summary>When it was added; null for the catalog's.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>One sentence; null for the user's own.</summary>
    public string? Description { get; init; }

    /// <summary>Where it comes from; null for the user's own.</summary>
    public string? Source { get; init; }

    /// <summary>Under what terms it may be used; null for the user's own.</summary>
    public string? Licence { get; init; }
}

/// <summary>All that is known of a data set.</summary>
/// <param name="Summary">What a list says of it.</param>
/// <param name="Facts">What a config is checked against.</param>
/// <param name="Versions">Versions that there are, newest first; empty for the catalog's.</param>
/// <param name="UsedBy">The user's jobs that are pending or running on it: while there are any it is not removed.</param>
public sealed record DatasetDetail(DatasetSummary Summary, DatasetFacts Facts, IReadOnlyList<int> Versions, IReadOnlyList<string> UsedBy);

/// <summary>Answer to <c>GET /datasets/{name}/preview</c> and <c>…/statistics</c>.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Profile">What is shown of it; empty for one of the catalog.</param>
public sealed record DatasetPreview(string Name, DatasetProfile Profile);
