using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Problems;

namespace ModelMine.Server.Tries;

/// <summary>Lets a job's owner use the model that it trained; a node answers.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="grains">Reaches the desk.</param>
public sealed class AskModel(JobQueries jobs, IGrainFactory grains)
{
    private ITryDeskGrain Desk => grains.GetGrain<ITryDeskGrain>(0);

    /// <summary>Finds a node that answers.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="request">What the model is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer, piece by piece; it must be read, to its end or until the caller disposes of its enumerator.</returns>
    /// <exception cref="RefusedException">404, 409, 422, 429 or 503.</exception>
    public async Task<IAsyncEnumerable<TryOutput>> ExecuteAsync(string userId, string jobId, TryRequest request, CancellationToken cancellation)
    {
        var job = await jobs.FindAsync(userId, jobId, cancellation) ?? throw RefusedException.NotFound("job");
        if (job.Result is not { } result) throw TryRefusals.NotCompleted(job.Status);
        var config = job.ReadConfig();
        TryRefusals.Require(request, TryKindOf.Model(config));
        var ticket = new TryTicket(
            Id.New("try"), userId, result.WeightsDigest, result.WeightsBytes, config.MemoryMiB, JsonSerializer.Serialize(request, ModelMineJson.Options));
        var opening = await Desk.OpenAsync(ticket);
        return opening == TryOpening.Answering ? AnswerAsync(ticket.TryId, CancellationToken.None) : throw TryRefusals.Of(opening, ticket.MemoryMiB);
    }

    private async IAsyncEnumerable<TryOutput> AnswerAsync(string tryId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            var seen = 0;
            while (true)
            {
                var next = await PullAsync(tryId, seen, cancellation);
                cancellation.ThrowIfCancellationRequested();
                foreach (var piece in next.Pieces) yield return JsonSerializer.Deserialize<TryOutput>(piece, ModelMineJson.Options)!;
                seen += next.Pieces.Count;
                if (next.Failure is { } failure) yield return new TryFailed(failure);
                if (next.IsLast || next.Failure is not null) yield break;
            }
        }
        finally
        {
            Desk.CloseAsync(tryId).Ignore();
        }
    }

    private async Task<TryPieces> PullAsync(string tryId, int seen, CancellationToken cancellation)
    {
        try
        {
            return await Desk.PullAsync(tryId, seen, cancellation);
        }
        catch (Exception error) when (ClusterProblems.Of(error) is not null)
        {
            return TryPieces.Lost;
        }
    }
}
