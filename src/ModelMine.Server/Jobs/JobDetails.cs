using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Server.Data;

namespace ModelMine.Server.Jobs;

internal static class JobDetails
{
    /// <summary>Reads what a job's page shows beside the job itself.</summary>
    public static async Task<JobDetail> ReadAsync(ModelMineDb database, JobRow row, WaitReason? waiting, CancellationToken cancellation)
    {
        var job = row.Job;
        // Before the attempts: one that is granted and settled between the two looks must not be missing among them.
        var contributions = await database.Contributions.AsNoTracking().Where(c => c.JobId == job.Id).ToListAsync(cancellation);
        var attempts = await database.Attempts.AsNoTracking().Where(a => a.JobId == job.Id).OrderBy(a => a.Number)
            .Select(a => new { Attempt = a, NodeName = database.Nodes.Where(n => n.Id == a.NodeId).Select(n => n.Name).First() })
            .ToListAsync(cancellation);
        var transfers = await database.Transfers.AsNoTracking().Where(t => t.JobId == job.Id).OrderBy(t => t.Id).ToListAsync(cancellation);
        var height = await database.LedgerBlocks.Where(b => b.JobId == job.Id).Select(b => (long?)b.Height).FirstOrDefaultAsync(cancellation);
        return new JobDetail(row.ToSummary(waiting))
        {
            Description = job.Description,
            Config = JsonElement.Parse(job.Config),
            EffectiveConfig = JsonElement.Parse(job.EffectiveConfig),
            ConfigDigest = job.ConfigDigest,
            OwnDataset = job.DatasetFacts is null ? null : JsonSerializer.Deserialize<DatasetFacts>(job.DatasetFacts, ModelMineJson.Options),
            Requires = JobRow.ReadRequires(job.Requires),
            Attempts = [.. attempts.Select(a => View(a.Attempt, a.NodeName))],
            Contributions = [.. from c in contributions
                                let a = attempts.Single(a => a.Attempt.Id == c.AttemptId)
                                orderby a.Attempt.Number
                                select new ContributionView(c.NodeId, a.NodeName, a.Attempt.Number, c.Steps, c.Seconds, c.Reward)],
            Transfers = [.. transfers.Select(t => new TransferView(t.Id, t.FromWallet, t.ToWallet, t.Amount, t.Cause, t.JobId, t.At))],
            Result = job.Result is null ? null : JsonSerializer.Deserialize<JobResult>(job.Result, ModelMineJson.Options),
            BlockHeight = height,
        };
    }

    private static AttemptView View(Attempt attempt, string nodeName) => new()
    {
        Id = attempt.Id,
        Number = attempt.Number,
        NodeId = attempt.NodeId,
        NodeName = nodeName,
        Status = attempt.Status,
        StartedAt = attempt.StartedAt,
        EndedAt = attempt.EndedAt,
        Reason = attempt.Reason,
        ResumedFromStep = attempt.ResumedFromStep,
    };
}
