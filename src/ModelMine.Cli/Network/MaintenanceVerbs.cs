using System.CommandLine;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Network;

/// <summary><c>nodes drain</c> and <c>nodes resume</c>: a machine is needed for something else, and is given back.</summary>
internal static class MaintenanceVerbs
{
    public static Verb Drain(Surroundings surroundings)
    {
        var node = NodeArgument();
        var now = new Option<bool>("--now") { Description = "Do not wait for what it trains: save its state, and let other nodes go on from there." };
        return new Verb(surroundings, "drain", "Give a machine no more work; what it trains goes on to its end.", async (call, cancellationToken) =>
        {
            var found = await FindAsync(call, call.Arguments.GetRequiredValue(node), cancellationToken);
            var mode = call.Arguments.GetValue(now) ? MaintenanceMode.Now : MaintenanceMode.Drain;
            await call.Api.BeginMaintenanceAsync(found.Id, mode, found.MaintenanceVersion, cancellationToken);
            call.Print(new { found.Id, found.Name, Maintenance = mode }, console => console.WriteLine(
                $"{found.Name} gets no more work. {Running(found.RunningAttempts, mode)} Undo with: {call.Program} nodes resume {found.Id}"));
            return ExitCode.Success;
        })
        {
            node, now,
        };
    }

    public static Verb Resume(Surroundings surroundings)
    {
        var node = NodeArgument();
        return new Verb(surroundings, "resume", "Give a machine work again.", async (call, cancellationToken) =>
        {
            var found = await FindAsync(call, call.Arguments.GetRequiredValue(node), cancellationToken);
            await call.Api.EndMaintenanceAsync(found.Id, found.MaintenanceVersion, cancellationToken);
            call.Print(new { found.Id, found.Name }, console => console.WriteLine($"{found.Name} gets work again."));
            return ExitCode.Success;
        })
        {
            node,
        };
    }

    private static Argument<string> NodeArgument() => new("node") { Description = "Name of the node, or its id.", HelpName = "NODE" };

    private static string Running(int running, MaintenanceMode mode) => (running, mode) switch
    {
        (0, _) => "It trains nothing now.",
        (1, MaintenanceMode.Drain) => "The job that it trains goes on to its end.",
        (_, MaintenanceMode.Drain) => $"The {running} jobs that it trains go on to their ends.",
        (1, _) => "The job that it trains is saved and goes on elsewhere.",
        _ => $"The {running} jobs that it trains are saved and go on elsewhere.",
    };

    private static async Task<NodeView> FindAsync(VerbCall call, string text, CancellationToken cancellationToken)
    {
        var nodes = await call.Api.NodesAsync(cancellationToken);
        List<NodeView> found = [.. nodes.Where(node => node.Id == text)];
        if (found.Count == 0) found = [.. nodes.Where(node => string.Equals(node.Name, text, StringComparison.OrdinalIgnoreCase))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CliFailure(ExitCode.NotFound, $"There is no node \"{text}\".", $"List them with: {call.Program} nodes"),
            _ => throw new CliFailure(ExitCode.Usage, $"{found.Count} nodes are named \"{text}\": {string.Join(", ", found.Select(node => node.Id))}.", "Give the id."),
        };
    }
}
