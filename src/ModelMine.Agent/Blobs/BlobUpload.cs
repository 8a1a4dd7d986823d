using ModelMine.Agent.Contact;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Blobs;

/// <summary>Sends files to the server's blob store, going on where a broken upload stopped.</summary>
/// <param name="api">The server.</param>
/// <param name="calls">Tells silence from refusal.</param>
/// <param name="timings">How long to wait.</param>
/// <param name="time">The clock.</param>
internal sealed class BlobUpload(NodeApiClient api, PatientCalls calls, AgentTimings timings, TimeProvider time)
{
    private const int PieceBytes = 4 * 1024 * 1024;

    /// <summary>Sends a file; nothing is sent when the server has it already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="digest">Its SHA-256, lower-case hex.</param>
    /// <param name="giveUp">Asked after each broken try; true ends the upload.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when <paramref name="giveUp"/> ended it.</returns>
    /// <exception cref="ApiException">The server does not take it.</exception>
    public async Task<bool> SendAsync(string path, string digest, Func<bool> giveUp, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
        var pause = new RetryPause(timings, time);
        while (true)
        {
            try
            {
                await TryAsync(file, digest, pause, cancellationToken);
                return true;
            }
            catch (NoAnswerException)
            {
                if (giveUp()) return false;
                await pause.WaitAsync(cancellationToken);
            }
        }
    }

    private async Task TryAsync(FileStream file, string digest, RetryPause pause, CancellationToken cancellationToken)
    {
        var state = await calls.OnceAsync(token => api.BlobStateAsync(digest, token), timings.Answer, cancellationToken);
        if (state.Complete) return;
        var (offset, length) = (state.Offset, file.Length);
        var piece = new byte[(int)Math.Min(PieceBytes, length)];
        do
        {
            file.Position = Math.Min(offset, length);
            var count = await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken);
            var at = offset;
            offset = await calls.OnceAsync(
                token => api.AppendBlobAsync(digest, at, length, piece.AsMemory(0, count), token), timings.BlobPiece, cancellationToken);
            // The server stands elsewhere, as when an earlier piece arrives after all: ask it anew, after a pause.
            if (offset != at + count) throw new NoAnswerException(new IOException($"the server has {offset} bytes of blob {digest}, and should have {at + count}"));
            pause.Reset();
        }
        while (offset < length);
    }
}
