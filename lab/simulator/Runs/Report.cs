using System.Globalization;
using ModelMine.Simulator.Story;

namespace ModelMine.Simulator.Runs;

/// <summary>What is said of a story that ended badly.</summary>
internal static class Report
{
    public static string Of(Verdict verdict, Request request) => string.Create(CultureInfo.InvariantCulture, $"""
        Seed {verdict.Seed} ended badly after {verdict.Lasted.TotalSeconds:0.0} s of its time: {verdict.Violation}
        The last of {verdict.Trace.Lines} lines:
        {string.Join('\n', verdict.Trace.Newest)}
        To see all of it: dotnet run --project lab/simulator -c Release -- --first {verdict.Seed} --seeds 1 --trace{(request.Without is { } without ? $" --without {without}" : "")}
        """);
}
