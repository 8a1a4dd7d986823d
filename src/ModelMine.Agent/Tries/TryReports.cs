using System.Threading.Channels;
using ModelMine.Agent.Contact;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Tries;

/// <summary>Passes the pieces of one answer on to the server as they come, and says now and then that this node is still at it.</summary>
internal sealed class TryReports(TryParts parts, string tryId)
{
    private const int MostAtOnce = 100;
    private readonly Channel<TryOutput> _pieces = Channel.CreateUnbounded<TryOutput>();
    private int _sent;

    /// <summary>Adds a piece.</summary>
    public void Add(TryOutput piece) => _pieces.Writer.TryWrite(piece);

    /// <summary>Sends until the last piece was taken.</summary>
    /// <param name="unwanted">Called when nobody waits for more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SendAsync(Action unwanted, CancellationToken cancellationToken)
    {
        var pause = new RetryPause(parts.Timings, parts.Time);
        var batch = new List<TryOutput>();
        while (!batch.Exists(piece => piece.IsLast))
        {
            batch.Clear();
            await WaitForPiecesAsync(cancellationToken);
            while (batch.Count < MostAtOnce && _pieces.Reader.TryRead(out var piece)) batch.Add(piece);
            while (!await TrySendAsync(batch, unwanted, cancellationToken)) await pause.WaitAsync(cancellationToken);
            pause.Reset();
            _sent += batch.Count;
        }
    }

    private async Task WaitForPiecesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _pieces.Reader.WaitToReadAsync(cancellationToken).AsTask().WaitAsync(parts.Timings.TryWord, parts.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Sent without pieces, a report says that this node is still at it.
        }
    }

    private async Task<bool> TrySendAsync(IReadOnlyList<TryOutput> batch, Action unwanted, CancellationToken cancellationToken)
    {
        try
        {
            var receipt = await parts.Calls.OnceAsync(
                token => parts.Api.TryOutputAsync(tryId, new TryOutputReport(_sent, batch), token), parts.Timings.Answer, cancellationToken);
            if (!receipt.Wanted) unwanted();
            return true;
        }
        catch (NoAnswerException)
        {
            return false;
        }
        catch (ApiException)
        {
            unwanted();
            return true;
        }
    }
}
