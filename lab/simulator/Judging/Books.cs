using ModelMine.Core.Contracts;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Net;

namespace ModelMine.Simulator.Judging;

/// <summary>What users and agents were told, to be held against the database; and the first thing that was wrong.</summary>
/// <param name="scheduler">Time and order.</param>
/// <param name="isStrict">Whether code that broke is wrong by itself. It is, unless a fence was taken down.</param>
internal sealed class Books(Scheduler scheduler, bool isStrict)
{
    private readonly Dictionary<string, string> _jobOfAttempt = [];

    /// <summary>Jobs by the key that they were submitted with.</summary>
    public Dictionary<string, string> JobsByKey { get; } = [];

    /// <summary>Jobs whose cancel was confirmed.</summary>
    public HashSet<string> ConfirmedCancels { get; } = [];

    /// <summary>Receipts that agents got, by attempt.</summary>
    public Dictionary<string, CompletionReceipt> Receipts { get; } = [];

    /// <summary>The first thing that was wrong; null while nothing is.</summary>
    public string? Violation { get; private set; }

    /// <summary>Something is wrong.</summary>
    public void Violated(string what)
    {
        if (Violation is not null) return;
        Violation = what;
        scheduler.Note("!", what.Split('\n')[0]);
    }

    /// <summary>Code threw what it should not.</summary>
    public void Broke(Actor actor, Exception error)
    {
        scheduler.Note(actor.Name, $"broke: {error.GetType().Name}: {error.Message.Split('\n')[0]}");
        if (isStrict) Violated($"{actor.Name} broke: {error}");
    }

    public string JobOf(string attempt) => _jobOfAttempt[attempt];

    public void Submitted(string key, string job)
    {
        if (JobsByKey.TryGetValue(key, out var earlier) && earlier != job) Violated($"J3: {key} made {earlier} and {job}");
        JobsByKey[key] = job;
    }

    public void Canceled(string job, JobStatus status)
    {
        if (status != JobStatus.Canceled) Violated($"J6: the cancel of {job} was confirmed, and it is {status}");
        ConfirmedCancels.Add(job);
    }

    /// <summary>An answer reaches its caller.</summary>
    public void Heard(Call call, Answer answer)
    {
        if (answer.Value is ClaimResponse claim)
        {
            foreach (var grant in claim.Grants) _jobOfAttempt[grant.AttemptId] = grant.JobId;
        }
        else if (answer.Value is CompletionReceipt receipt)
        {
            var attempt = call.Path.Split('/')[2];
            if (Receipts.TryGetValue(attempt, out var earlier) && earlier != receipt) Violated($"T3: {attempt} was settled as {earlier}, and as {receipt}");
            Receipts[attempt] = receipt;
        }
    }
}
