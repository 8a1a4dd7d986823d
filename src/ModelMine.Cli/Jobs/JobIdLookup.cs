using System.CommandLine;
using System.Text.RegularExpressions;

using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Jobs;

/// <summary>Lets a job be named by any beginning or end of its id that no other job of the user shares.</summary>
internal static partial class JobIdLookup
{
    private const string Prefix = "job_";

    public static Argument<string> NewArgument() => new("id")
    {
        Description = "Id of the job, or enough of its beginning or end to be the only one.",
        HelpName = "ID",
    };

    public static async Task<string> FindAsync(VerbCall call, string text, CancellationToken cancellationToken)
    {
        if (WholeId().IsMatch(text)) return text;
        var matches = new List<string>();
        await foreach (var job in call.Api.AllJobsAsync(cancellationToken: cancellationToken))
            if (Matches(job.Id, text))
                matches.Add(job.Id);

        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new CliFailure(ExitCode.NotFound, $"You have no job whose id begins or ends with \"{text}\".", $"List them with: {call.Program} jobs"),
            _ => throw new CliFailure(ExitCode.Usage, $"\"{text}\" fits {matches.Count} jobs: {string.Join(", ", matches.Take(5))}.", "Give more of the id."),
        };
    }

    private static bool Matches(string id, string text) =>
        id.StartsWith(text, StringComparison.Ordinal)
        || id.EndsWith(text, StringComparison.Ordinal)
        || (id.StartsWith(Prefix, StringComparison.Ordinal) && id.AsSpan(Prefix.Length).StartsWith(text, StringComparison.Ordinal));

    [GeneratedRegex("^job_[0-9a-hjkmnp-tv-z]{16}$")]
    private static partial Regex WholeId();
}
