using ModelMine.Core.Contracts;
using ModelMine.Server.Tokens.Pages;

namespace ModelMine.Tests.Server.Pages.Tokens;

public sealed class TransferWordsTests
{
    [Theory]
    [InlineData("issuance", "user:usr_a", "+1,000")]
    [InlineData("user:usr_a", "escrow", "−1,000")]
    [InlineData("escrow", "user:usr_a", "+1,000")]
    [InlineData("escrow", "node:node_a", "1,000")]
    [InlineData("escrow", "network", "1,000")]
    public void Amount_OfAMovement_HasASignWhenItIsTheReadersOwn(string from, string to, string words) =>
        TransferWords.Amount(new TransferView(1, from, to, 1000, "STAKE", "job_a", DateTimeOffset.UnixEpoch)).ShouldBe(words);
}
