namespace ModelMine.Server.Tries;

/// <summary>
/// Brings requests to trained models together with nodes that can answer them, in memory: one activation for the network, key 0.
/// When it is lost, so are the requests under way, and who asked is told so: nothing was changed by them. Requests and pieces of
/// answers pass as JSON, which it does not look into.
/// </summary>
[Alias("modelmine.try-desk")]
internal interface ITryDeskGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a request in, and waits some seconds for a node.</summary>
    /// <param name="ticket">The request.</param>
    [Alias("open")]
    Task<TryOpening> OpenAsync(TryTicket ticket);

    /// <summary>Waits for pieces of the answer, for at most some seconds.</summary>
    /// <param name="tryId">The request.</param>
    /// <param name="after">Pieces that were seen.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("pull")]
    Task<TryPieces> PullAsync(string tryId, int after, CancellationToken cancellation);

    /// <summary>Nobody waits for the answer any more.</summary>
    /// <param name="tryId">The request.</param>
    [Alias("close")]
    Task CloseAsync(string tryId);

    /// <summary>A node offers to answer; waits for a request.</summary>
    /// <param name="offer">The node, and what it has.</param>
    /// <param name="cancellation">The node hung up.</param>
    /// <returns>Null when none came in time.</returns>
    [Alias("claim")]
    Task<TryTicket?> ClaimAsync(TryOffer offer, CancellationToken cancellation);

    /// <summary>Takes pieces of an answer, each once.</summary>
    /// <param name="nodeId">Who answers.</param>
    /// <param name="tryId">The request.</param>
    /// <param name="first">Number of the first piece.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <returns>Whether anybody waits for more.</returns>
    [Alias("push")]
    Task<bool> PushAsync(string nodeId, string tryId, int first, IReadOnlyList<string> pieces, bool isLast);

    /// <summary>The weights that a request is about; null when it is not this node's to answer.</summary>
    /// <param name="nodeId">Who asks.</param>
    /// <param name="tryId">The request.</param>
    [Alias("weights")]
    Task<string?> WeightsOfAsync(string nodeId, string tryId);
}

/// <summary>A request to a trained model.</summary>
/// <param name="TryId">Names it.</param>
/// <param name="UserId">Who asks.</param>
/// <param name="WeightsDigest">SHA-256 of the weights.</param>
/// <param name="WeightsBytes">Their length.</param>
/// <param name="MemoryMiB">Memory that the model may use, MiB.</param>
/// <param name="Request">What is asked, as JSON.</param>
[GenerateSerializer, Immutable]
[Alias("modelmine.try-ticket")]
internal sealed record TryTicket(
    [property: Id(0)] string TryId,
    [property: Id(1)] string UserId,
    [property: Id(2)] string WeightsDigest,
    [property: Id(3)] long WeightsBytes,
    [property: Id(4)] int MemoryMiB,
    [property: Id(5)] string Request);

/// <summary>A node that offers to answer.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="FreeMemoryMiB">Memory that it can give, MiB.</param>
/// <param name="Cached">Weights that it has at hand.</param>
/// <param name="Wait">How long it waits.</param>
[GenerateSerializer, Immutable]
[Alias("modelmine.try-offer")]
internal sealed record TryOffer(
    [property: Id(0)] string NodeId, [property: Id(1)] int FreeMemoryMiB, [property: Id(2)] IReadOnlyList<string> Cached, [property: Id(3)] TimeSpan Wait);

/// <summary>What became of a request.</summary>
[GenerateSerializer]
internal enum TryOpening
{
    /// <summary>A node answers it.</summary>
    Answering,

    /// <summary>Its user has too many under way.</summary>
    TooMany,

    /// <summary>No node offers to answer.</summary>
    NoNode,

    /// <summary>Nodes offer to answer, but were all busy.</summary>
    Busy,

    /// <summary>Nodes offer to answer, but none has the memory.</summary>
    NoRoom,
}

/// <summary>Pieces of an answer.</summary>
/// <param name="Pieces">The pieces that follow on what was seen, as JSON.</param>
/// <param name="IsLast">Whether nothing follows.</param>
/// <param name="Failure">Why nothing follows, when the last piece is missing.</param>
[GenerateSerializer, Immutable]
[Alias("modelmine.try-pieces")]
internal sealed record TryPieces([property: Id(0)] IReadOnlyList<string> Pieces, [property: Id(1)] bool IsLast, [property: Id(2)] string? Failure = null)
{
    /// <summary>The desk knows nothing of the request: it was on a server that is gone.</summary>
    public static TryPieces Lost => new([], true, "The server lost this request. Try again.");
}
