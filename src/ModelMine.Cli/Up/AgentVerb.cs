using ModelMine.Cli.Shell;

using Spectre.Console;

namespace ModelMine.Cli.Up;

/// <summary><c>agent</c>: lets this machine train for a server elsewhere.</summary>
internal static class AgentVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var options = new AgentArguments();
        var verb = new Verb(surroundings, "agent", "Let this machine train for a server elsewhere, until Ctrl-C.", async (call, cancellationToken) =>
        {
            var server = call.Server.Address.AbsoluteUri.TrimEnd('/');
            var node = options.NodeFolder(call);
            await using var child = ChildProcess.Start(
                "agent", Path.Combine(node, "agent.log"), ProductFiles.Agent(surroundings), options.ForAgent(call, node), []);
            call.Print(
                new { server, data = node, log = child.LogFile, process = child.Id },
                console => console.WriteLine($"This machine offers itself to {server}. Log: {child.LogFile}. Ctrl-C lets it save its work and stop."));
            return await WaitAsync(child, options.DrainPatience(call), surroundings, cancellationToken);
        });
        foreach (var option in options.All) verb.Add(option);
        verb.Add(InstallServiceVerb.Create(surroundings));
        return verb;
    }

    private static async Task<int> WaitAsync(ChildProcess child, TimeSpan drainPatience, Surroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            await child.Exited.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(drainPatience, surroundings.Time);
            return ExitCode.Success;
        }

        throw new CliFailure(
            child.ExitCode == AgentProcess.NotEnrolled ? ExitCode.NotSignedIn : ExitCode.Environment,
            $"The agent ended with exit code {child.ExitCode}.",
            $"{LogFiles.Tail(child.LogFile)}\nLog: {child.LogFile}");
    }
}
