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
            PrivateFile.CreateFolder(folder);
            List<string> arguments = ["run", "--server", server, "--data", Path.Combine(folder, "agent")];
            if (call.Arguments.GetValue(slots) is { } count) arguments.AddRange(["--slots", count.ToString(CultureInfo.InvariantCulture)]);
            await using var child = ChildProcess.Start(
                "agent", Path.Combine(folder, "logs", "agent.log"), ProductFiles.Agent(surroundings), arguments, []);
            call.Print(
                new { server, data = folder, log = child.LogFile, process = child.Id },
                console => console.WriteLine($"The agent trains for {server}. Log: {child.LogFile}. Ctrl-C lets it drain and stop."));
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
            await child.StopAsync(TimeSpan.FromSeconds(30), surroundings.Time);
            return ExitCode.Success;
        }

        throw new CliFailure(
            ExitCode.Environment, $"The agent ended with exit code {child.ExitCode}.", $"{LogFiles.Tail(child.LogFile)}\nLog: {child.LogFile}");
    }
}
