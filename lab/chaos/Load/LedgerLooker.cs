using ModelMine.Chaos.Runs;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Load;

/// <summary>Asks the servers in turn for the head of the ledger, all the time: what was shown once must stay.</summary>
internal static class LedgerLooker
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static async Task LookAsync(UserApiClient api, RunRecord record, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var page = await Insistence.AskAsync(token => api.LedgerAsync(limit: 1, cancellationToken: token), cancellation);
                if (page.Items is [var head, ..]) record.Heads.Enqueue(new SeenHead(head.Height, head.Hash, TimeProvider.System.GetUtcNow()));
                await Task.Delay(Between, TimeProvider.System, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
