namespace ModelMine.Core.Contracts.Client;

public sealed partial class NodeApiClient
{
    /// <summary>Offers to answer with a trained model; the server may hold the request for as long as it says.</summary>
    /// <param name="request">What the node offers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TryClaimResponse> ClaimTryAsync(TryClaimRequest request, CancellationToken cancellationToken) =>
        PostAsync<TryClaimResponse>(Routes.ClaimTry, request, cancellationToken);

    /// <summary>Passes on what the model answered. May be sent again unchanged: the server takes each piece once.</summary>
    /// <param name="tryId">The request.</param>
    /// <param name="report">The pieces.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TryOutputReceipt> TryOutputAsync(string tryId, TryOutputReport report, CancellationToken cancellationToken) =>
        PostAsync<TryOutputReceipt>(Routes.TryOutput(tryId), report, cancellationToken);

    /// <summary>Reads a piece of the weights that a request is about.</summary>
    /// <param name="tryId">The request.</param>
    /// <param name="offset">The first byte wanted.</param>
    /// <param name="piece">Where the bytes go; as many are asked for as fit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes read; fewer than fit only at the end.</returns>
    /// <exception cref="ApiException">404: the request is not this node's to answer, or no longer.</exception>
    public Task<int> ReadTryWeightsAsync(string tryId, long offset, Memory<byte> piece, CancellationToken cancellationToken) =>
        ReadPieceAsync(Routes.TryWeights(tryId), offset, piece, cancellationToken);
}
