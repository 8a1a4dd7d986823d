using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Server.Tries;

namespace ModelMine.Tests.Server.Tries;

/// <summary>Who answers a request, and what happens when nobody does, by a clock that only the test moves.</summary>
public sealed class TryDeskTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly TryDeskGrain _desk;

    public TryDeskTests() => _desk = new(_time, _lifetime);

    [Fact]
    public async Task Waits_EndWhenTheServerStops()
    {
        var claim = ClaimAsync("n1");
        await _desk.OpenAsync(Ticket("t1", user: "a"));
        await claim;
        var pull = _desk.PullAsync("t1", 0, TestContext.Current.CancellationToken);
        var second = _desk.OpenAsync(Ticket("t2", user: "b"));
        new[] { pull.IsCompleted, second.IsCompleted }.ShouldBe([false, false]);

        _lifetime.StopApplication();

        (await pull).IsLast.ShouldBeFalse();
        (await second).ShouldBe(TryOpening.Busy);
    }

    [Fact]
    public async Task Node_ThatHasTheWeights_IsAskedBeforeOneThatWaitsLonger()
    {
        var longer = ClaimAsync("longer");
        var cached = ClaimAsync("cached", cached: "w1");

        (await _desk.OpenAsync(Ticket("t1"))).ShouldBe(TryOpening.Answering);

        (await cached)!.TryId.ShouldBe("t1");
        longer.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Request_ForMoreMemoryThanAnyWaitingNodeHas_FindsNoRoom()
    {
        var claim = ClaimAsync("small", free: 10);
        var opening = _desk.OpenAsync(Ticket("t1"));
        _time.Advance(TimeSpan.FromSeconds(11));

        (await opening).ShouldBe(TryOpening.NoRoom);
        claim.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Request_WhileTheOnlyNodeIsBusy_IsAnsweredWhenItComesFree_AndElseRefusedAsBusy()
    {
        var claim = ClaimAsync("n1");
        await _desk.OpenAsync(Ticket("t1", user: "a"));
        await claim;
        var second = _desk.OpenAsync(Ticket("t2", user: "b"));
        var third = _desk.OpenAsync(Ticket("t3", user: "c"));
        _time.Advance(TimeSpan.FromSeconds(5));
        second.IsCompleted.ShouldBeFalse();

        var next = ClaimAsync("n1");

        (await second).ShouldBe(TryOpening.Answering);
        (await next)!.TryId.ShouldBe("t2");
        _time.Advance(TimeSpan.FromSeconds(6));
        (await third).ShouldBe(TryOpening.Busy);
    }

    [Fact]
    public async Task Request_WithoutAnyNode_IsRefusedSoon()
    {
        var opening = _desk.OpenAsync(Ticket("t1"));
        _time.Advance(TimeSpan.FromSeconds(2));

        (await opening).ShouldBe(TryOpening.NoNode);
    }

    [Fact]
    public async Task Answer_OfANodeThatFallsSilent_EndsWithASentence()
    {
        var claim = ClaimAsync("n1");
        await _desk.OpenAsync(Ticket("t1"));
        await claim;
        (await _desk.PushAsync("n1", "t1", 0, ["half"], isLast: false)).ShouldBeTrue();
        (await PullAsync("t1", 0)).Pieces.ShouldBe(["half"]);

        _time.Advance(TimeSpan.FromSeconds(11));
        await _desk.PushAsync("n1", "t1", 1, [], isLast: false);
        (await PullAsync("t1", 1)).Failure.ShouldBeNull("a word without a piece says that it is still at it");
        _time.Advance(TimeSpan.FromSeconds(13));

        (await PullAsync("t1", 1)).Failure.ShouldBe("The node that was answering is gone. Try again: another one may answer.");
    }

    [Fact]
    public async Task Pull_OfARequestThatTheDeskLost_SaysSo() =>
        (await _desk.PullAsync("t9", 0, TestContext.Current.CancellationToken)).Failure.ShouldBe("The server lost this request. Try again.");

    [Fact]
    public async Task Claim_OfANodeThatWasStartedAnew_TakesThePlaceOfItsOlderOne()
    {
        var older = ClaimAsync("n1");
        var newer = ClaimAsync("n1");

        (await older).ShouldBeNull();
        await _desk.OpenAsync(Ticket("t1"));
        (await newer)!.TryId.ShouldBe("t1");
    }

    [Fact]
    public async Task Claim_ThatNothingCameFor_EndsInTime()
    {
        var claim = ClaimAsync("n1");
        _time.Advance(TimeSpan.FromSeconds(20));

        (await claim).ShouldBeNull();
    }

    private Task<TryTicket?> ClaimAsync(string node, int free = 4000, string? cached = null) =>
        _desk.ClaimAsync(new TryOffer(node, free, cached is null ? [] : [cached], TimeSpan.FromSeconds(20)), TestContext.Current.CancellationToken);

    private async Task<TryPieces> PullAsync(string tryId, int after)
    {
        var pull = _desk.PullAsync(tryId, after, TestContext.Current.CancellationToken);
        if (!pull.IsCompleted) _time.Advance(TimeSpan.FromSeconds(2));
        return await pull;
    }

    private static TryTicket Ticket(string tryId, string user = "u1") => new(tryId, user, "w1", 40, 1024, "{}");
}
