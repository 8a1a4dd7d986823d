using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Ui;

namespace ModelMine.Server.Tokens.Pages;

/// <summary>Says why tokens moved.</summary>
public static class TransferWords
{
    /// <summary>One sentence about a movement, from its owner's side.</summary>
    /// <param name="transfer">The movement.</param>
    public static string Say(TransferView transfer) => transfer.Cause switch
    {
        "GRANT" => "A gift on signing up.",
        "STAKE" => "Put at stake when the job was submitted; kept in escrow until it ended.",
        "REWARD" => "Earned by the node that trained.",
        "FEE" => "The network's fee: what the node does not earn.",
        "REFUND" => "Given back from escrow.",
        _ => transfer.Cause,
    };

    /// <summary>How much moved: with a sign when it left or reached the reader's own wallet.</summary>
    /// <param name="transfer">The movement.</param>
    public static string Amount(TransferView transfer)
    {
        var sign = IsUser(transfer.From) ? "−" : IsUser(transfer.To) ? "+" : "";
        return sign + Figures.Count(transfer.Amount);
    }

    /// <summary>A wallet's name for people.</summary>
    /// <param name="wallet">Its id.</param>
    public static string Name(string wallet) => wallet switch
    {
        Wallet.Escrow => "escrow",
        Wallet.Network => "the network",
        Wallet.Issuance => "issuance",
        _ when IsUser(wallet) => "you",
        _ when wallet.StartsWith("node:", StringComparison.Ordinal) => "the node",
        _ => wallet,
    };

    private static bool IsUser(string wallet) => wallet.StartsWith("user:", StringComparison.Ordinal);
}
