namespace ModelMine.Core.Contracts;

/// <summary>A node offers to answer with a trained model, one request at a time, beside its slots.</summary>
/// <param name="FreeMemoryMiB">Memory that it can give to that, MiB.</param>
/// <param name="Cached">SHA-256 of the weights that it has at hand: a request about one of them is answered sooner.</param>
/// <param name="WaitSeconds">How long the server may hold the request.</param>
public sealed record TryClaimRequest(int FreeMemoryMiB, IReadOnlyList<string> Cached, int WaitSeconds);

/// <summary>What there is to answer.</summary>
/// <param name="Grant">Null when nothing came in time.</param>
public sealed record TryClaimResponse(TryGrant? Grant);

/// <summary>A request to a trained model that a node was chosen to answer.</summary>
public sealed record TryGrant
{
    /// <summary>Names the request.</summary>
    public required string TryId { get; init; }

    /// <summary>SHA-256 of the weights, lower-case hex.</summary>
    public required string WeightsDigest { get; init; }

    /// <summary>Bytes of the weights.</summary>
    public required long WeightsBytes { get; init; }

    /// <summary>Memory that the model may use, MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>What is asked.</summary>
    public required TryRequest Request { get; init; }
}

/// <summary>Pieces of an answer. May be sent again unchanged; sent without pieces, it says that the node is still at it.</summary>
/// <param name="First">Number of the first piece, from 0.</param>
/// <param name="Outputs">The pieces.</param>
public sealed record TryOutputReport(int First, IReadOnlyList<TryOutput> Outputs);

/// <summary>What became of the pieces.</summary>
/// <param name="Wanted">False when nobody waits for more: the node ends its work.</param>
public sealed record TryOutputReceipt(bool Wanted);
