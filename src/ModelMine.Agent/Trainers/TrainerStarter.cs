using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Telemetry;

namespace ModelMine.Agent.Trainers;

/// <summary>Starts trainers as child processes.</summary>
/// <param name="program">The program.</param>
/// <param name="arguments">Its arguments before <c>--folder DIR</c>.</param>
internal sealed class TrainerStarter(string program, IReadOnlyList<string> arguments) : ITrainerStarter
{
    private const double HeapShare = 0.9;
    private const long MiB = 1024 * 1024;

    /// <summary>Where programs look for the trace that they are part of.</summary>
    private const string TraceVariable = "TRACEPARENT";

    // Ctrl-C on the terminal is for the agent to handle. When memory runs out, the system shall end a trainer before anything
    // else, and people's own work goes before training. The program takes the shell's place, and so keeps its process id.
    private const string Preamble = """
        trap '' INT HUP
        { echo 500 >/proc/self/oom_score_adj; } 2>/dev/null
        if command -v nice >/dev/null; then exec nice -n 5 "$@"; fi
        exec "$@"
        """;

    /// <summary>Starts this same program as a trainer.</summary>
    public static TrainerStarter OfThisProgram() => OfThisProgram(TrainVerb.Name);

    /// <summary>Starts this same program with another verb that takes a folder.</summary>
    /// <param name="verb">The verb, and what comes before the folder.</param>
    public static TrainerStarter OfThisProgram(params string[] verb)
    {
        var (self, arguments) = ThisProgram.With(verb);
        return new TrainerStarter(self, arguments);
    }

    public ITrainerProcess Start(string folder, int threads, int memoryMiB) => StartProcess(folder, threads, memoryMiB);

    /// <inheritdoc cref="Start"/>
    public TrainerProcess StartProcess(string folder, int threads, int memoryMiB)
    {
        string[] command = [program, .. arguments, TrainVerb.FolderOption, folder];
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(command[0], command[1..])
            : new ProcessStartInfo("/bin/sh", ["-c", Preamble, "sh", .. command]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.WorkingDirectory = folder;
        start.Environment.Remove(RunOptions.CodeVariable);
        start.Environment.Remove(AgentTelemetry.HeadersVariable);
        start.Environment[TraceVariable] = Activity.Current?.Id;
        var count = threads.ToString(CultureInfo.InvariantCulture);
        // Waiting threads that spin take the cores that other trainers compute with.
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        start.Environment["OMP_NUM_THREADS"] = count;
        start.Environment["MKL_NUM_THREADS"] = count;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = ((long)(memoryMiB * HeapShare) * MiB).ToString("X", CultureInfo.InvariantCulture);
        try
        {
            return new TrainerProcess(Process.Start(start) ?? throw new IOException($"{program} could not be started."));
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{program} could not be started: {e.Message}", e);
        }
    }
}
