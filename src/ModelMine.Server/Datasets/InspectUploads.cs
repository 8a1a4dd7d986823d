using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;

namespace ModelMine.Server.Datasets;

/// <summary>Reads uploaded files through, within a time: what is packed to keep a server busy for hours is refused after minutes.</summary>
/// <param name="time">The clock.</param>
public sealed class InspectUploads(TimeProvider time)
{
    /// <summary>How long reading through may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Finds what data set files are.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="files">The files.</param>
    /// <param name="read">Hears how much was read, 0 to 1; from any thread.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Shell.RefusedException">422: they are no data set, or take too long to read.</exception>
    public async Task<InspectedDataset> ExecuteAsync(AddDatasetRequest request, IReadOnlyList<OwnFile> files, Action<double> read, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var counted = Counted(files, read);
            // Work for a thread of its own, not for one that answers requests.
            return await Task.Run(() => DatasetInspection.InspectAsync(request.Name, counted, request.ImageSize, either.Token), either.Token);
        }
        catch (DatasetException error)
        {
            throw DatasetRefusals.Unreadable(error);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw DatasetRefusals.TooSlow(Longest);
        }
    }

    private static List<OwnFile> Counted(IReadOnlyList<OwnFile> files, Action<double> read)
    {
        var (done, all) = (0L, Math.Max(1, files.Sum(file => file.Length)));
        return [.. files.Select(file => file with { Open = () => new CountedStream(file.Open(), Took) })];

        void Took(int bytes)
        {
            done += bytes;
            // Some of an archive is read twice, to show it.
            read(Math.Min(1, (double)done / all));
        }
    }
}
