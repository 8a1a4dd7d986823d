using System.CommandLine;
using ModelMine.Chaos.Reports;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Sensitivity;

/// <summary><c>sensitivity</c>: a run for each guard without it, and one with all of them. Only the last may be green.</summary>
internal static class SensitivityVerb
{
    private const int JobsAMinute = 60;
    private const int FaultsAMinute = 18;

    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "What everything random follows from.", DefaultValueFactory = _ => 4 };
        var minutes = new Option<double>("--minutes") { Description = "How long each run takes.", DefaultValueFactory = _ => 2 };
        var only = new Option<string?>("--without") { Description = $"Only the run without this guard: {string.Join(", ", Guard.All.Select(guard => guard.Name))}." };
        var built = new Option<string?>("--server") { Description = "The assembly of a server that was built with ModelMineLabFaults=true; built anew when left out." };
        var output = new Option<string>("--out") { Description = "Folder of reports and logs.", DefaultValueFactory = _ => Path.Combine(Directory.GetCurrentDirectory(), "artifacts", "sensitivity") };
        var verb = new Command("sensitivity", "Takes guards away, one at a time: exit code 0 when each run without one is red for the right reason, and the one with all is green.") { seed, minutes, only, built, output };
        verb.SetAction(async (arguments, cancellation) =>
        {
            var server = arguments.GetValue(built) is { } assembly ? Path.GetFullPath(assembly) : await FaultyServer.BuildAsync(cancellation);
            var verdicts = new List<Verdict>();
            foreach (var guard in Chosen(arguments.GetValue(only)))
            {
                var settings = Settings(arguments.GetValue(seed), arguments.GetValue(minutes), Path.Combine(Path.GetFullPath(arguments.GetRequiredValue(output)), guard?.Name ?? "all-guards"), server, guard);
                Say(guard is null ? "With all guards." : $"Without {guard.Name}: {guard.What}.");
                var report = await ChaosRun.ExecuteAsync(settings, Say, cancellation);
                await ReportFiles.WriteAsync(report, settings.Folder);
                verdicts.Add(Verdict.Of(guard, report));
                Console.WriteLine(verdicts[^1].Words);
            }

            Console.WriteLine(verdicts.TrueForAll(verdict => verdict.IsAsExpected) ? "Each missing guard was noticed." : "NOT as expected.");
            return verdicts.TrueForAll(verdict => verdict.IsAsExpected) ? 0 : 1;
        });
        return verb;
    }

    private static IEnumerable<Guard?> Chosen(string? only) => only switch
    {
        null => [.. Guard.All, null],
        "nothing" => [null],
        _ => [Guard.All.Single(guard => guard.Name == only)],
    };

    private static RunSettings Settings(int seed, double minutes, string folder, string server, Guard? without) => new()
    {
        Seed = seed, Minutes = minutes, Jobs = (int)(JobsAMinute * minutes), Faults = FaultCounts.Scaled((int)(FaultsAMinute * minutes)), LeastHits = 0, Folder = folder,
        ServerProgram = server, Without = without, Provokes = true, SettleWithin = TimeSpan.FromSeconds(60),
    };

    private static void Say(string words) => Console.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {words}");
}
