using System.CommandLine;
using System.Globalization;

using ModelMine.Cli.Shell;

using Spectre.Console;

namespace ModelMine.Cli.Up;

/// <summary><c>agent</c>: lets this machine train for a server elsewhere.</summary>
internal static class AgentVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var data = UpArguments.DataOption();
        var slots = new Option<int?>("--slots") { Description = "Jobs that this machine trains at a time; chosen by its cores when left out.", HelpName = "N" };
        return new Verb(surroundings, "agent", "Let this machine train for a server elsewhere, until Ctrl-C.", async (call, cancellationToken) =>
        {
            var server = call.Server.Address.AbsoluteUri.TrimEnd('/');
            var folder = UpArguments.Folder(call.Arguments.GetValue(data), surroundings);
            // A folder for each server: who this machine is to one network means nothing to another.
            var node = Path.Combine(folder, "nodes", $"{call.Server.Address.Host}-{call.Server.Address.Port}");
            PrivateFile.CreateFolder(folder);
            PrivateFile.CreateFolder(node);
            List<string> arguments = ["run", "--server", server, "--data", node];
            if (call.Arguments.GetValue(slots) is { } count) arguments.AddRange(["--slots", count.ToString(CultureInfo.InvariantCulture)]);
            await using var child = ChildProcess.Start(
                "agent", Path.Combine(node, "agent.log"), ProductFiles.Agent(surroundings), arguments, []);
            call.Print(
                new { server, data = node, log = child.LogFile, process = child.Id },
                console => console.WriteLine($"This machine offers itself to {server}. Log: {child.LogFile}. Ctrl-C lets it save its work and stop."));
            return await WaitAsync(child, surroundings, cancellationToken);
        })
        {
            data, slots,
        };
    }

    private static async Task<int> WaitAsync(ChildProcess child, Surroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            await child.Exited.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(AgentProcess.DrainPatience, surroundings.Time);
            return ExitCode.Success;
        }

        throw new CliFailure(
            child.ExitCode == AgentProcess.NotEnrolled ? ExitCode.NotSignedIn : ExitCode.Environment,
            $"The agent ended with exit code {child.ExitCode}.",
            $"{LogFiles.Tail(child.LogFile)}\nLog: {child.LogFile}");
    }
}
