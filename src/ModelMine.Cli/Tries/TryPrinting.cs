using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Tries;

/// <summary>Prints a model's answer as it comes.</summary>
internal static class TryPrinting
{
    private const int BarWidth = 30;

    /// <summary>Prints it all.</summary>
    /// <returns>An exit code.</returns>
    public static async Task<int> PrintAsync(VerbCall call, IAsyncEnumerable<TryOutput> answer)
    {
        await foreach (var output in answer)
        {
            if (output is TryFailed failed) throw new CliFailure(ExitCode.Refused, failed.Message);
            if (call.Json) call.PrintJsonLine(output);
            else Print(call.Surroundings.Out, output);
        }

        return ExitCode.Success;
    }

    private static void Print(TextWriter to, TryOutput output)
    {
        switch (output)
        {
            case TryClasses classes:
                var width = classes.Classes.Max(of => of.Name.Length);
                foreach (var of in classes.Classes) to.WriteLine($"{of.Name.PadRight(width)}  {Percent(of.Probability),7}  {new string('█', (int)Math.Round(of.Probability * BarWidth))}".TrimEnd());
                break;
            case TryText text:
                to.Write(text.Text);
                to.Flush();
                break;
            case TryValue value:
                to.WriteLine($"{value.Name}  {Say.Figure(value.Value)}");
                break;
            case TryFrames frames:
                to.WriteLine($"{frames.World}: {Say.Count(frames.Actions.Count, "step")}, return {frames.Return.ToString("0.###", CultureInfo.InvariantCulture)}. The states are in the answer with --json; the job's page shows them move.");
                break;
            case TryDone done:
                to.WriteLine();
                to.WriteLine($"({done.Seconds.ToString("0.00", CultureInfo.InvariantCulture)} s)");
                break;
        }
    }

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
