using System.Text.Json;

namespace ModelMine.Core.Contracts;

/// <summary>A block of the ledger.</summary>
/// <param name="Height">1, 2, 3 … without a gap.</param>
/// <param name="Hash">SHA-256 of the block, lower-case hex.</param>
/// <param name="PrevHash">Hash of the block before; 64 zeros for the first.</param>
/// <param name="Timestamp">UTC, fixed width: <c>2026-11-24T01:02:03.456Z</c>.</param>
/// <param name="Data">What the block binds, in canonical JSON (RFC 8785), as the very text that was hashed.</param>
public sealed record LedgerBlockView(long Height, string Hash, string PrevHash, string Timestamp, string Data)
{
    /// <summary>Job that the block is about, read from <see cref="Data"/>.</summary>
    public string? JobId()
    {
        using var document = JsonDocument.Parse(Data);
        return document.RootElement.TryGetProperty("jobId", out var id) ? id.GetString() : null;
    }
}

/// <summary>The whole ledger in one file (<c>GET /ledger/export</c>); <c>modelmine ledger verify</c> checks it offline.</summary>
/// <param name="Format">Always <c>modelmine-ledger-v1</c>.</param>
/// <param name="Blocks">Every block, lowest first.</param>
public sealed record LedgerExport(string Format, IReadOnlyList<LedgerBlockView> Blocks)
{
    /// <summary>The format that this version writes.</summary>
    public const string CurrentFormat = "modelmine-ledger-v1";
}

/// <summary>Answer to <c>GET /ledger/verify</c>: the server recomputed its chain.</summary>
/// <param name="Valid">Whether every hash and link holds.</param>
/// <param name="Blocks">Blocks checked.</param>
/// <param name="HeadHash">Hash of the last one.</param>
/// <param name="Problem">The first thing wrong, with its height.</param>
public sealed record LedgerVerification(bool Valid, long Blocks, string HeadHash, string? Problem);
