using System.Security.Cryptography;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Blobs;

/// <summary>Fetches blobs from the server in pieces, and believes none whose SHA-256 is another.</summary>
/// <param name="read">Reads a piece of a blob from an offset on, such as <see cref="NodeApiClient.ReadBlobAsync"/>.</param>
/// <param name="calls">Tells silence from refusal.</param>
/// <param name="timings">How long to wait.</param>
/// <param name="time">The clock.</param>
internal sealed class BlobDownload(BlobDownload.ReadPiece read, PatientCalls calls, AgentTimings timings, TimeProvider time)
{
    private const int PieceBytes = 4 * 1024 * 1024;
    private const int Tries = 2;

    /// <summary>Reads a piece of a blob.</summary>
    /// <param name="digest">SHA-256 of the whole blob.</param>
    /// <param name="offset">The first byte wanted.</param>
    /// <param name="piece">Where the bytes go.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes read.</returns>
    internal delegate Task<int> ReadPiece(string digest, long offset, Memory<byte> piece, CancellationToken cancellationToken);

    /// <summary>Fetches a blob into a file; the file appears only when it is whole and right. What an earlier fetch left of it is gone on with.</summary>
    /// <param name="digest">SHA-256, lower-case hex.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up; what came stays for the next fetch.</param>
    /// <param name="got">Hears how many bytes are here: first those of an earlier fetch.</param>
    /// <exception cref="ApiException">The server does not have it.</exception>
    /// <exception cref="InvalidDataException">It came with other bytes, twice.</exception>
    public async Task FetchAsync(string digest, long size, string path, CancellationToken cancellationToken, Action<long>? got = null)
    {
        var part = path + ".part";
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var found = await FetchRestAsync(digest, size, part, got ?? (_ => { }), cancellationToken);
            if (found == digest)
            {
                File.Move(part, path, overwrite: true);
                return;
            }

            File.Delete(part);
        }

        throw new InvalidDataException($"Blob {digest} came {Tries} times with bytes whose SHA-256 is another; it was refused.");
    }

    private async Task<string> FetchRestAsync(string digest, long size, string part, Action<long> got, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        var piece = new byte[(int)Math.Clamp(size, 1, PieceBytes)];
        var pause = new RetryPause(timings, time);
        for (var offset = await TakeUpAsync(file, size, hash, piece, cancellationToken); offset < size;)
        {
            got(offset);
            int count;
            try
            {
                var (at, wanted) = (offset, piece.AsMemory(0, (int)Math.Min(piece.Length, size - offset)));
                count = await calls.OnceAsync(token => read(digest, at, wanted, token), timings.BlobPiece, cancellationToken);
            }
            catch (NoAnswerException)
            {
                await pause.WaitAsync(cancellationToken);
                continue;
            }

            if (count == 0) break;
            hash.AppendData(piece, 0, count);
            await file.WriteAsync(piece.AsMemory(0, count), cancellationToken);
            offset += count;
            pause.Reset();
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Takes into the digest what an earlier fetch left; where it ended in the middle of a write, the digest will tell.</summary>
    private static async Task<long> TakeUpAsync(FileStream file, long size, IncrementalHash hash, byte[] piece, CancellationToken cancellationToken)
    {
        if (file.Length > size) file.SetLength(0);
        for (int count; (count = await file.ReadAsync(piece, cancellationToken)) > 0;) hash.AppendData(piece, 0, count);
        return file.Position;
    }
}
