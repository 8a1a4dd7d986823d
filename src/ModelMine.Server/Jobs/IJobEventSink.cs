using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs;

/// <summary>Takes each job event right after it was committed, and hands it to whoever follows live.</summary>
public interface IJobEventSink
{
    /// <summary>Hands an event on. Never blocks; events of one job may arrive out of order, their numbers put them right.</summary>
    /// <param name="userId">Owner of the job.</param>
    /// <param name="jobEvent">The event, stored before.</param>
    void Publish(string userId, JobEvent jobEvent);
}
