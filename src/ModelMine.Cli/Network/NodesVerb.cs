using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Network;

/// <summary><c>nodes</c>: the machines of the network, and how to add one.</summary>
internal static class NodesVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var nodes = new Verb(surroundings, "nodes", "List the machines of the network.", async (call, cancellationToken) =>
        {
            var list = await call.Api.NodesAsync(cancellationToken);
            call.Print(list, console => Draw(console, list, surroundings));
            return ExitCode.Success;
        });
        nodes.Add(Add(surroundings));
        nodes.Add(MaintenanceVerbs.Drain(surroundings));
        nodes.Add(MaintenanceVerbs.Resume(surroundings));
        return nodes;
    }

    private static Verb Add(Surroundings surroundings) => new(
        surroundings,
        "add",
        "Make a one-use code, and print the command that lets another machine join.",
        async (call, cancellationToken) =>
        {
            var code = await call.Api.CreateEnrolmentCodeAsync(cancellationToken);
            var server = call.Server.Address.AbsoluteUri.TrimEnd('/');
            var command = $"MODELMINE_JOIN_CODE={code.Code} ./modelmine agent --server {server}";
            call.Print(new { code.Code, code.ExpiresAt, server, command }, console =>
            {
                console.WriteLine($"On the other machine, in a copy of this repository, until {code.ExpiresAt.ToLocalTime():HH:mm}:");
                surroundings.Out.WriteLine($"  {command}");
                if (call.Server.Address.IsLoopback) console.WriteLine($"{server} is this machine's own address: put one there that the other machine can reach.");
            });
            return ExitCode.Success;
        });

    private static void Draw(IAnsiConsole console, IReadOnlyList<NodeView> nodes, Surroundings surroundings)
    {
        if (nodes.Count == 0)
        {
            console.WriteLine($"No machine has joined. Add one with: {surroundings.Program} nodes add");
            return;
        }

        var table = Terminal.NewTable("ID", "NAME", "STATUS", "SLOTS", "CPU", "MEMORY", "COMPLETED", "EARNED", "SEEN");
        foreach (var node in nodes)
        {
            table.AddRow(
                node.Id,
                Markup.Escape(node.Name),
                node.Status switch
                {
                    NodeStatus.Online => "[green]ONLINE[/]",
                    NodeStatus.Busy => "[cyan]BUSY[/]",
                    NodeStatus.Offline => "[red]OFFLINE[/]",
                    _ => "[yellow]MAINTENANCE[/]",
                },
                $"{node.RunningAttempts}/{node.Facts.Slots}",
                node.Metrics is { } metrics ? metrics.Cpu.ToString("P0", CultureInfo.InvariantCulture) : "",
                node.Metrics is { } m ? $"{Say.Count((long)m.MemoryUsedMiB)}/{Say.Count((long)m.MemoryTotalMiB)} MiB" : $"{Say.Count(node.Facts.MemoryMiB)} MiB",
                Say.Count(node.CompletedJobs),
                Say.Count(node.TokensEarned),
                node.LastSeenAt is { } seen ? Say.Ago(seen, surroundings.Time) : "never");
        }

        console.Write(table);
    }
}
