namespace ModelMine.Server.Tokens;

/// <summary>Holds tokens. Its balance is the sum of its transfers and, but for the issuance's, never below zero (T2).</summary>
public sealed class Wallet
{
    /// <summary>Wallet that every grant comes from; the only one that may be negative.</summary>
    public const string Issuance = "issuance";

    /// <summary>Wallet that stakes rest in until their job is settled.</summary>
    public const string Escrow = "escrow";

    /// <summary>Wallet that fees go to.</summary>
    public const string Network = "network";

    /// <summary><c>user:{id}</c>, <c>node:{id}</c>, or one of the three above.</summary>
    public required string Id { get; init; }

    /// <summary>Tokens in it.</summary>
    public required long Balance { get; init; }

    /// <summary>Wallet of a user.</summary>
    /// <param name="userId">The user.</param>
    public static string OfUser(string userId) => $"user:{userId}";

    /// <summary>Wallet of a node.</summary>
    /// <param name="nodeId">The node.</param>
    public static string OfNode(string nodeId) => $"node:{nodeId}";
}
