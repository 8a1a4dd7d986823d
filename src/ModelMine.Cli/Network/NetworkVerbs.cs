using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

using Spectre.Console;

namespace ModelMine.Cli.Network;

/// <summary><c>network</c> and <c>wallet</c>.</summary>
internal static class NetworkVerbs
{
    public static Verb Network(Surroundings surroundings) => new(
        surroundings,
        "network",
        "Show the network's figures.",
        async (call, cancellationToken) =>
        {
            var network = await call.Api.NetworkAsync(cancellationToken);
            call.Print(network, console => Draw(console, network));
            return ExitCode.Success;
        });

    public static Verb Wallet(Surroundings surroundings) => new(
        surroundings,
        "wallet",
        "Show your balance and its newest movements.",
        async (call, cancellationToken) =>
        {
            var wallet = await call.Api.WalletAsync(cancellationToken);
            call.Print(wallet, console => Draw(console, wallet));
            return ExitCode.Success;
        });

    private static void Draw(IAnsiConsole console, NetworkView network)
    {
        console.WriteLine($"{network.ActiveNodes} of {Say.Count(network.TotalNodes, "node")} active, {network.BusySlots} of {Say.Count(network.Slots, "slot")} busy");
        console.WriteLine($"jobs: {Say.Count(network.PendingJobs)} pending, {Say.Count(network.RunningJobs)} running, {Say.Count(network.CompletedJobs)} completed");
        if (network.AverageAccuracy is { } accuracy)
            console.WriteLine($"average accuracy {Say.Figure(accuracy)} over {Say.Count(network.AccuracyJobs, "job")}");
        console.WriteLine($"{Say.Count(network.TokensStaked, "token")} at stake, {Say.Count(network.TokensEarned)} earned by nodes");
        console.WriteLine($"ledger height {Say.Count(network.LedgerHeight)}");
    }

    private static void Draw(IAnsiConsole console, WalletView wallet)
    {
        console.MarkupLine($"[bold]{Say.Count(wallet.Balance)}[/] tokens, and {Say.Count(wallet.Staked)} at stake");
        var table = Terminal.NewTable("AT", "CAUSE", "AMOUNT", "FROM", "TO", "JOB");
        foreach (var transfer in wallet.Transfers)
        {
            table.AddRow(
                $"{transfer.At:u}", Markup.Escape(transfer.Cause), Say.Count(transfer.Amount),
                Markup.Escape(transfer.From), Markup.Escape(transfer.To), Markup.Escape(transfer.JobId ?? ""));
        }

        if (wallet.Transfers.Count > 0) console.Write(table);
    }
}
