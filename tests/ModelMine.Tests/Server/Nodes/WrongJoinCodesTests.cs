using System.Net;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Server.Nodes;

public sealed class WrongJoinCodesTests
{
    private const string Key = "a-key-for-all-the-machines-of-the-lab-1234";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutAKey_NoCodeIsOne()
    {
        await using var app = await TestApp.StartAsync();
        (await RefusalAsync(app, Key)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task TooManyWrongOnes_MakeTheirAddressWait_AndGoodOnesNever()
    {
        await using var app = await TestApp.StartAsync(new() { ["ModelMine:JoinKey"] = Key, ["ModelMine:RateLimits:AuthPerMinute"] = "1" });
        for (var i = 0; i < 3; i++) await EnrolAsync(app, Key);

        (await RefusalAsync(app, $"{Key}5")).ShouldBe(HttpStatusCode.Forbidden);

        // Not even the right one is looked at now: the answer tells nothing.
        (await RefusalAsync(app, Key)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<HttpStatusCode> RefusalAsync(TestApp app, string code) => (await Should.ThrowAsync<ApiException>(EnrolAsync(app, code))).Status;

    private static Task<EnrolResponse> EnrolAsync(TestApp app, string code)
    {
        using var key = NodeKey.Create();
        return new NodeApiClient(app.CreateClient()).EnrolAsync(new EnrolRequest(code, "a machine", key.PublicKey, SomeNode.Facts()), Stop);
    }
}
