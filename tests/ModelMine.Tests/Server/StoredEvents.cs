using Microsoft.Extensions.DependencyInjection;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;

namespace ModelMine.Tests.Server;

/// <summary>Makes events happen to a job, stored and published as the server does it, without a node that trains.</summary>
internal static class StoredEvents
{
    public static Task<long> AppendAsync(IServiceProvider services, string jobId, string userId, JobStatus status = JobStatus.Running) =>
        services.GetRequiredService<GroupCommit>().WriteAsync(async scope =>
        {
            var name = status.ToString().ToUpperInvariant();
            var seq = (await scope.QueryAsync<long>($"""
                UPDATE jobs SET last_event_seq = last_event_seq + 1, status = {name} WHERE id = {jobId} RETURNING last_event_seq AS "Value"
                """)).Single();
            services.GetRequiredService<JobEventLog>().Append(scope, userId, new JobEvent
            {
                JobId = jobId, Seq = seq, Status = status, At = await scope.NowAsync(),
                Type = status == JobStatus.Completed ? JobEventType.Completed : JobEventType.Report,
            });
            return seq;
        });
}
