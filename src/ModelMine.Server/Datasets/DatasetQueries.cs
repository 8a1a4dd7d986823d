using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Server.Data;

namespace ModelMine.Server.Datasets;

/// <summary>Reads data sets: the catalog, and a user's own. Another's are not there.</summary>
/// <param name="databases">The database.</param>
public sealed class DatasetQueries(IDbContextFactory<ModelMineDb> databases)
{
    /// <summary>What a user's configs may name.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<OwnDatasets> LookupAsync(string userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var facts = await Own(database, userId).Select(dataset => dataset.Facts).ToListAsync(cancellation);
        return new([.. facts.Select(StoredDataset.Facts)]);
    }

    /// <summary>A user's own in their newest versions, newest first, then the catalog.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<DatasetSummary>> ListAsync(string userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var own = await Own(database, userId).ToListAsync(cancellation);
        var newest = own.GroupBy(dataset => dataset.FoldedName).Select(versions => versions.MaxBy(dataset => dataset.Version)!);
        return [.. newest.OrderByDescending(dataset => dataset.CreatedAt).Select(StoredDataset.Summary), .. DatasetCatalog.Entries.Select(StoredDataset.Summary)];
    }

    /// <summary>One data set; null when there is none of that name for this user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="name">Its name; without a version, the newest.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DatasetDetail?> FindAsync(string userId, string name, CancellationToken cancellation)
    {
        if (DatasetCatalog.FindEntry(name) is { } entry) return new(StoredDataset.Summary(entry), entry.Facts, [], []);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var versions = await VersionsAsync(database, userId, name, cancellation);
        if (Chosen(versions, name) is not { } dataset) return null;
        var users = await database.Jobs.Where(job => job.DatasetId == dataset.Id && (job.Status == JobStatus.Pending || job.Status == JobStatus.Running))
            .Select(job => job.Id).ToListAsync(cancellation);
        return new(StoredDataset.Summary(dataset), StoredDataset.Facts(dataset.Facts), [.. versions.Select(version => version.Version)], users);
    }

    /// <summary>What is shown of a data set; null when there is none of that name for this user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="name">Its name; without a version, the newest.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DatasetPreview?> PreviewAsync(string userId, string name, CancellationToken cancellation)
    {
        if (DatasetCatalog.FindEntry(name) is { } entry) return new(entry.Facts.Name, new());
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return Chosen(await VersionsAsync(database, userId, name, cancellation), name) is { } dataset
            ? new(StoredDataset.NameOf(dataset), StoredDataset.Profile(dataset.Profile))
            : null;
    }

    private static IQueryable<Dataset> Own(ModelMineDb database, string userId) =>
        database.Datasets.AsNoTracking().Where(dataset => dataset.UserId == userId && dataset.RemovedAt == null);

    private static async Task<List<Dataset>> VersionsAsync(ModelMineDb database, string userId, string name, CancellationToken cancellation) =>
        DatasetName.TryParse(name) is { Folded: var folded }
            ? await Own(database, userId).Where(dataset => dataset.FoldedName == folded).OrderByDescending(dataset => dataset.Version).ToListAsync(cancellation)
            : [];

    private static Dataset? Chosen(List<Dataset> versions, string name)
    {
        var wanted = DatasetName.TryParse(name)?.Version;
        return versions.Find(version => wanted is null || version.Version == wanted);
    }
}
