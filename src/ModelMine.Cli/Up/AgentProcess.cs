using System.Globalization;

using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Up;

/// <summary>Keeps the local agent running: starts it, and starts it again when it dies.</summary>
internal sealed class AgentProcess(UpOptions options, Surroundings surroundings, Action<string> tell)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    /// <summary>How long an agent may take to end beyond its own limit for saving its work.</summary>
    public static readonly TimeSpan LastWords = TimeSpan.FromSeconds(15);

    /// <summary>How long an agent may take to end; its own limit for saving its work is shorter.</summary>
    public static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(30) + LastWords;

    /// <summary>The agent's exit code when it may not train for the server.</summary>
    public const int NotEnrolled = 4;

    private const int WrongUsage = 2;

    /// <summary>Runs until told to stop; then lets the agent drain.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var deaths = 0; !stop.IsCancellationRequested; deaths++)
        {
            var began = surroundings.Time.GetTimestamp();
            await using var child = Start();
            try
            {
                await child.Exited.WaitAsync(stop);
            }
            catch (OperationCanceledException)
            {
                if (!await child.StopAsync(DrainPatience, surroundings.Time)) tell("The agent did not end in time, and was ended by force.");
                return;
            }

            if (child.ExitCode is NotEnrolled or WrongUsage)
            {
                tell($"The agent cannot train for this server; the server runs on without it. Its log ({child.LogFile}) ends with:\n{LogFiles.Tail(child.LogFile, 5)}");
                return;
            }

            if (surroundings.Time.GetElapsedTime(began) > Steady) deaths = 0;
            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, deaths)));
            tell($"The agent ended with exit code {child.ExitCode}; starting it again in {pause.TotalSeconds:0} s. Its log ({child.LogFile}) ends with:\n{LogFiles.Tail(child.LogFile, 5)}");
            await Task.Delay(pause, surroundings.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ChildProcess Start()
    {
        List<string> arguments = ["run", "--server", $"http://127.0.0.1:{options.ApiPort}", "--data", options.AgentFolder];
        if (options.Slots is { } slots) arguments.AddRange(["--slots", slots.ToString(CultureInfo.InvariantCulture)]);
        return ChildProcess.Start(
            "agent", Path.Combine(options.LogFolder, "agent.log"), ProductFiles.Agent(surroundings), arguments, Variables());
    }

    private Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string> { ["ModelMine__ParentPid"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) };
        // The server leaves a code only while this machine has not joined. It is good once: who joined does not need it again.
        if (File.Exists(options.JoinCodeFile)) variables["MODELMINE_JOIN_CODE"] = File.ReadAllText(options.JoinCodeFile).Trim();
        return variables;
    }
}
