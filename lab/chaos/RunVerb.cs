using System.CommandLine;
using ModelMine.Chaos.Reports;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos;

/// <summary><c>run</c>: one run, judged.</summary>
internal static class RunVerb
{
    private const int ShortJobs = 1000;
    private const int ShortFaults = 100;
    private const double ShortMinutes = 6;
    private const int LongJobs = 20_000;
    private const double LongMinutes = 60;
    private const int LongHits = 20;

    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "What everything random follows from.", DefaultValueFactory = _ => 4 };
        var isLong = new Option<bool>("--long") { Description = "An hour, 20,000 jobs, and the long form's faults." };
        var minutes = new Option<double?>("--minutes") { Description = $"How long; {ShortMinutes} when left out." };
        var jobs = new Option<int?>("--jobs") { Description = $"How many jobs; {ShortJobs} when left out." };
        var faults = new Option<int?>("--faults") { Description = $"How many faults, in the long form's proportions; {ShortFaults} when left out." };
        var output = new Option<string>("--out") { Description = "Folder of reports and logs.", DefaultValueFactory = _ => Path.Combine(Directory.GetCurrentDirectory(), "artifacts", "chaos") };
        var verb = new Command("run", "One run: exit code 0 when every target holds.") { seed, isLong, minutes, jobs, faults, output };
        verb.SetAction(async (arguments, cancellation) =>
        {
            var whole = arguments.GetValue(isLong);
            var chosen = arguments.GetValue(faults);
            var settings = new RunSettings
            {
                Seed = arguments.GetValue(seed),
                Minutes = arguments.GetValue(minutes) ?? (whole ? LongMinutes : ShortMinutes),
                Jobs = arguments.GetValue(jobs) ?? (whole ? LongJobs : ShortJobs),
                Faults = whole && chosen is null ? FaultCounts.Long : FaultCounts.Scaled(chosen ?? ShortFaults),
                LeastHits = whole ? LongHits : 0,
                JudgesTimes = whole,
                Folder = Path.GetFullPath(arguments.GetRequiredValue(output)),
            };
            var report = await ChaosRun.ExecuteAsync(settings, Say, cancellation);
            await ReportFiles.WriteAsync(report, settings.Folder);
            Summary.Write(report, settings.Folder);
            return report.IsGreen ? 0 : 1;
        });
        return verb;
    }

    private static void Say(string words) => Console.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {words}");
}
