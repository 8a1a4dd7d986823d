using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets.Own;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Datasets;

/// <summary>Makes a data set of uploaded files: reads them through, then keeps them as blobs and stores what was found.</summary>
/// <param name="uploads">Where the files wait.</param>
/// <param name="inspection">Reads them through.</param>
/// <param name="writer">The writer.</param>
/// <param name="queries">Reads the data set back.</param>
/// <param name="storage">How much one user may have stored.</param>
public sealed class AddDataset(DatasetUploads uploads, InspectUploads inspection, GroupCommit writer, DatasetQueries queries, StorageQuota storage)
{
    private const int MostFiles = 4;
    private const int MostVersions = 100;
    private const int LongestFileName = 200;

    /// <summary>Adds a data set, or the next version of one.</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="request">Its name and files.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="read">Hears how much was read through, 0 to 1, from any thread; null when nobody looks on.</param>
    /// <exception cref="RefusedException">400 a bad name; 409 too many, or too much stored; 422 a file is missing or is no data set.</exception>
    public async Task<DatasetDetail> ExecuteAsync(string userId, AddDatasetRequest request, CancellationToken cancellation, Action<double>? read = null)
    {
        if (DatasetName.WhyNotNew(request.Name) is { } reason) throw DatasetRefusals.BadName(reason);
        var files = new List<WholeUpload>();
        foreach (var file in request.Files) files.Add(await UploadedAsync(userId, file, cancellation));
        if (files.Count is 0 or > MostFiles || files.DistinctBy(file => file.Name).Count() != files.Count)
            throw DatasetRefusals.BadFiles($"A data set has 1 to {MostFiles} files, each with its own name.");
        if (request.ImageSize is < DatasetInspection.SmallestImage or > DatasetInspection.LargestImage)
            throw DatasetRefusals.BadFiles($"The image size must be from {DatasetInspection.SmallestImage} to {DatasetInspection.LargestImage}.");
        await storage.RequireRoomAsync(userId, files.Sum(file => file.Length), cancellation);
        var inspected = await InspectAsync(userId, request, files, read ?? (_ => { }), cancellation);
        foreach (var file in files.DistinctBy(file => file.Sha256)) await uploads.PublishAsync(userId, file.Sha256);
        var name = await writer.WriteAsync(scope => StoreAsync(scope, userId, request.Name, inspected, files), CancellationToken.None);
        return await queries.FindAsync(userId, name, cancellation) ?? throw RefusedException.NotFound("data set");
    }

    private async Task<InspectedDataset> InspectAsync(
        string userId, AddDatasetRequest request, List<WholeUpload> files, Action<double> read, CancellationToken cancellation)
    {
        var copies = new Dictionary<string, LocalCopy>();
        try
        {
            foreach (var file in files.DistinctBy(file => file.Sha256)) copies[file.Sha256] = await uploads.CopyAsync(userId, file.Sha256, cancellation);
            return await inspection.ExecuteAsync(
                request, [.. files.Select(file => new OwnFile(file.Name, file.Sha256, file.Length, copies[file.Sha256].OpenRead))], read, cancellation);
        }
        finally
        {
            foreach (var copy in copies.Values) copy.Dispose();
        }
    }

    private async Task<WholeUpload> UploadedAsync(string userId, UploadedFile file, CancellationToken cancellation)
    {
        if (file.Name.Length is 0 or > LongestFileName || Path.GetFileName(file.Name) != file.Name || file.Name.Any(char.IsControl))
            throw DatasetRefusals.BadFiles("A file's name is a plain one, without a folder.");
        if (file.Digest.Length != 64 || !file.Digest.All(char.IsAsciiHexDigitLower)) throw DatasetRefusals.BadFiles($"{file.Name}: its digest must be 64 lower-case hexadecimal digits.");
        var size = await uploads.SizeAsync(userId, file.Digest, cancellation) ?? throw DatasetRefusals.NotUploaded(file.Digest);
        return new(file.Name, file.Digest, size);
    }

    private static async Task<string> StoreAsync(WriteScope scope, string userId, string given, InspectedDataset inspected, List<WholeUpload> files)
    {
        var folded = new DatasetName(given, null).Folded;
        var there = await scope.FirstOrDefaultAsync<Versions>($"""
            SELECT (SELECT COUNT(*) FROM datasets WHERE user_id = {userId} AND removed_at IS NULL) AS "All",
                COALESCE(MAX(version), 0) AS "Newest", (SELECT name FROM datasets WHERE user_id = {userId} AND folded_name = {folded} AND removed_at IS NULL ORDER BY version DESC LIMIT 1) AS "Name"
            FROM datasets WHERE user_id = {userId} AND folded_name = {folded}
            """) ?? new(0, 0, null);
        if (there.All >= MostVersions) throw DatasetRefusals.TooMany(MostVersions);

        // Another spelling of a name that is there makes its next version, under the spelling that it has.
        var name = new DatasetName(there.Name ?? given, there.Newest + 1);
        var id = Id.New("dset");
        scope.Database.Add(new Dataset
        {
            Id = id, UserId = userId, Name = name.Name, FoldedName = folded, Version = there.Newest + 1, Kind = inspected.Facts.Kind,
            Facts = JsonSerializer.Serialize(inspected.Facts with { Name = name.ToString() }, ModelMineJson.Options),
            Profile = JsonSerializer.Serialize(inspected.Profile, ModelMineJson.Options),
            Bytes = files.Sum(file => file.Length), CreatedAt = await scope.NowAsync(),
        });
        scope.Database.AddRange(files.Select(file => file.Sha256).Distinct().Select(digest => new DatasetBlob { DatasetId = id, Digest = digest }));
        await scope.Database.SaveChangesAsync();
        return name.ToString();
    }

    private sealed record WholeUpload(string Name, string Sha256, long Length);

    private sealed record Versions(int All, int Newest, string? Name);
}
