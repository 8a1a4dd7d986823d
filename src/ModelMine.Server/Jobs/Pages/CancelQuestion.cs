using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ui;
using ModelMine.Server.Tokens;
using MudBlazor;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>Asks before a job is called off, and says what becomes of the stake.</summary>
public static class CancelQuestion
{
    /// <summary>Asks; true when confirmed.</summary>
    /// <param name="dialogs">Shows it.</param>
    /// <param name="job">The job.</param>
    public static Task<bool> AskAsync(IDialogService dialogs, JobSummary job) =>
        ConfirmDialog.AskAsync(dialogs, $"Cancel “{job.Title}”?", Sentences(job), "Cancel job", "Keep it");

    /// <summary>What will happen to the training and to the stake.</summary>
    /// <param name="job">The job.</param>
    public static IReadOnlyList<string> Sentences(JobSummary job)
    {
        if (job.Status == JobStatus.Pending)
            return ["It has not begun, so nothing is lost.", $"All {Figures.Count(job.TokenStake)} tokens at stake come back to you."];
        var done = job.Progress?.Fraction ?? 0;
        var reward = (long)(StakeResolution.Reward(job.TokenStake) * done);
        return
        [
            $"It stops at {Figures.Percent(done)}. What was trained so far is not kept.",
            $"The node is paid for what it did: about {Figures.Count(reward)} tokens as of now. The other {Figures.Count(job.TokenStake - reward)} come back to you.",
        ];
    }
}
