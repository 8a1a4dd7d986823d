using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary>A job's events on a terminal: one bar that moves, and messages above it.</summary>
internal static class WatchScreen
{
    public static Task ShowAsync(
        VerbCall call, JobSummary job, Func<Action<Exception?>, IAsyncEnumerable<JobEvent>> events, CancellationToken cancellationToken)
    {
        var console = call.Console;
        console.MarkupLine($"[bold]{Markup.Escape(job.Title)}[/]  [dim]{job.Id}[/]");
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(JobWords.Standing(job)), maxValue: 1);
                Move(bar, job.Progress);
                await foreach (var jobEvent in events(e => console.MarkupLine($"[yellow]{Markup.Escape(WatchVerb.Lost(e))}[/]")).WithCancellation(cancellationToken))
                {
                    if (jobEvent.Message is { Length: > 0 } message) console.MarkupLine($"[dim]{Markup.Escape(message)}[/]");
                    Move(bar, jobEvent.Progress);
                }
            });
    }

    private static void Move(ProgressTask bar, JobProgress? progress)
    {
        if (progress is null) return;
        bar.Value = progress.Fraction;
        bar.Description = Markup.Escape(JobWords.Progress(progress));
    }
}
