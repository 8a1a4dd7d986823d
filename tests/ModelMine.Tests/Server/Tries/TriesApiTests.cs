using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;
using ModelMine.Tests.Server.Nodes;

namespace ModelMine.Tests.Server.Tries;

/// <summary>What owners ask of trained models and what nodes answer, over real HTTP; the node is the test itself.</summary>
public sealed class TriesApiTests : IAsyncLifetime
{
    private static readonly TryImage Digit = new(new TryPicture(2, 2, 1, [0, 255, 0, 255]));
    private static readonly TryClasses Seven = new([new("7", 0.9), new("1", 0.1)]);
    private readonly byte[] _weights = RandomNumberGenerator.GetBytes(40);
    private TestApp _app = null!;
    private TestUser _user = null!;
    private TestNode _node = null!;
    private string _jobId = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        _user = await _app.CreateUserAsync();
        _node = await _app.CreateNodeAsync(_user);
        await _node.Api.HeartbeatAsync(SomeNode.Heartbeat(), Stop);
        _jobId = (await _user.Api.SubmitAsync(new SubmitJobRequest { Title = "digits", Config = JsonElement.Parse(World.AnyConfig) }, cancellationToken: Stop)).Id;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Ask_WhileANodeWaits_IsAnsweredPieceByPiece_AndTheNodeGetsTheWeights()
    {
        await CompleteAsync();
        var claim = ClaimAsync();
        await using var answer = _user.Api.TryAsync(_jobId, Digit, Stop).GetAsyncEnumerator(Stop);
        var first = answer.MoveNextAsync();
        var grant = (await claim).Grant.ShouldNotBeNull();

        grant.Request.ShouldBeOfType<TryImage>().Picture.Pixels.ShouldBe(Digit.Picture.Pixels);
        var read = new byte[100];
        (await _node.Api.ReadTryWeightsAsync(grant.TryId, 0, read, Stop)).ShouldBe(_weights.Length);
        read[.._weights.Length].ShouldBe(_weights);

        await PushAsync(grant, 0, Seven);
        (await first).ShouldBeTrue();
        answer.Current.ShouldBeOfType<TryClasses>().Classes.ShouldBe(Seven.Classes);
        await PushAsync(grant, 1, new TryDone(0.25));
        (await answer.MoveNextAsync()).ShouldBeTrue();
        answer.Current.ShouldBe(new TryDone(0.25));
        (await answer.MoveNextAsync()).ShouldBeFalse();

        await WaitUntilAsync(async () => !(await PushAsync(grant, 2, new TryText("late"))).Wanted);
        (await Should.ThrowAsync<ApiException>(() => _node.Api.ReadTryWeightsAsync(grant.TryId, 0, read, Stop))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pieces_SentTwice_AreTakenOnce()
    {
        await CompleteAsync();
        var (grant, answer) = await AskAsync();

        await PushAsync(grant, 0, new TryText("a"), new TryText("b"));
        await PushAsync(grant, 0, new TryText("a"), new TryText("b"));
        await PushAsync(grant, 1, new TryText("b"), new TryText("c"), new TryDone(1));

        (await answer).OfType<TryText>().Select(piece => piece.Text).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Ask_ForWhatIsNotOnesOwn_IsNotFound()
    {
        await CompleteAsync();
        var stranger = await _app.CreateUserAsync();

        (await RefusalAsync(stranger, Digit)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await RefusalAsync(_user, Digit, "job_0000000000000000")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var nobody = _app.CreateClient();
        (await nobody.PostAsync(Routes.Try(_jobId), JsonContent.Create<TryRequest>(Digit, options: ModelMineJson.Options), Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ask_BeforeTheJobIsCompleted_SaysThatThereIsNoModelYet() =>
        (await RefusalAsync(_user, Digit)).Problem.ShouldSatisfyAllConditions(
            problem => problem.Code.ShouldBe("no_weights"), problem => problem.Title.ShouldContain("PENDING"));

    [Fact]
    public async Task Ask_WhenNoNodeOffersToAnswer_Is503_WithASentence()
    {
        await CompleteAsync();

        var refusal = await RefusalAsync(_user, Digit);

        refusal.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refusal.Problem.Code.ShouldBe("no_node");
        refusal.Problem.Title.ShouldBe("No node is online to answer.");
    }

    [Theory]
    [InlineData("""{"type":"prompt","prompt":"x"}""", 422, "It is tried with a request of type image.")]
    [InlineData("""{"picture":{"width":2,"height":2,"channels":1,"pixels":"AAA="},"type":"image"}""", 422, "2 × 2 pixels of 1 channels are 4 numbers, but 2 came.")]
    [InlineData("""{"type":"dream"}""", 400, null)]
    [InlineData("""{"prompt":"x"}""", 400, null)]
    [InlineData("""[]""", 400, null)]
    public async Task Ask_ThatIsNoRequestToThisModel_SaysWhatIsWrong(string body, int status, string? detail)
    {
        await CompleteAsync();

        using var answer = await _user.Http.PostAsync(Routes.Try(_jobId), new StringContent(body, Encoding.UTF8, "application/json"), Stop);

        ((int)answer.StatusCode).ShouldBe(status);
        var problem = (await answer.Content.ReadFromJsonAsync<Problem>(ModelMineJson.Options, Stop))!;
        if (detail is not null) problem.Detail.ShouldBe(detail);
    }

    [Fact]
    public async Task Ask_AThirdTimeAtOnce_Is429_UntilOneIsAnswered()
    {
        await CompleteAsync();
        var (first, firstAnswer) = await AskAsync();
        var (second, secondAnswer) = await AskAsync();

        (await RefusalAsync(_user, Digit)).Problem.Code.ShouldBe("too_many_tries");

        await PushAsync(first, 0, new TryDone(0));
        await firstAnswer;
        await PushAsync(second, 0, new TryDone(0));
        await secondAnswer;
        await WaitUntilAsync(async () => await OpensAsync());
    }

    [Fact]
    public async Task Node_MayNotAnswerForAnother()
    {
        await CompleteAsync();
        var (grant, answer) = await AskAsync();
        var other = await _app.CreateNodeAsync(_user, name: "intruder");

        (await other.Api.TryOutputAsync(grant.TryId, new TryOutputReport(0, [new TryText("lies")]), Stop)).Wanted.ShouldBeFalse();
        (await Should.ThrowAsync<ApiException>(() => other.Api.ReadTryWeightsAsync(grant.TryId, 0, new byte[10], Stop))).Status.ShouldBe(HttpStatusCode.NotFound);

        await PushAsync(grant, 0, new TryDone(0));
        (await answer).ShouldBe([new TryDone(0)]);
    }

    private async Task<(TryGrant Grant, Task<List<TryOutput>> Answer)> AskAsync()
    {
        var claim = ClaimAsync();
        var answer = CollectAsync();
        return ((await claim).Grant.ShouldNotBeNull(), answer);
    }

    private async Task<List<TryOutput>> CollectAsync()
    {
        var pieces = new List<TryOutput>();
        await foreach (var piece in _user.Api.TryAsync(_jobId, Digit, Stop)) pieces.Add(piece);
        return pieces;
    }

    private async Task<bool> OpensAsync()
    {
        var claim = ClaimAsync();
        try
        {
            var answer = CollectAsync();
            if (await Task.WhenAny(answer, claim) == answer) await answer;
            await PushAsync((await claim).Grant!, 0, new TryDone(0));
            await answer;
            return true;
        }
        catch (ApiException refusal) when (refusal.Problem.Code == "too_many_tries")
        {
            return false;
        }
    }

    private Task<TryClaimResponse> ClaimAsync() => _node.Api.ClaimTryAsync(new TryClaimRequest(60_000, [], WaitSeconds: 20), Stop);

    private Task<TryOutputReceipt> PushAsync(TryGrant grant, int first, params TryOutput[] outputs) =>
        _node.Api.TryOutputAsync(grant.TryId, new TryOutputReport(first, outputs), Stop);

    private Task<ApiException> RefusalAsync(TestUser user, TryRequest request, string? jobId = null) => Should.ThrowAsync<ApiException>(async () =>
    {
        await foreach (var _ in user.Api.TryAsync(jobId ?? _jobId, request, Stop))
        {
            // Any piece at all is one too many.
        }
    });

    private async Task CompleteAsync()
    {
        var grant = (await _node.Api.ClaimAsync(new ClaimRequest("session", 1, 64_000, 10), Stop)).Grants.Single();
        var digest = Convert.ToHexStringLower(SHA256.HashData(_weights));
        await _node.Api.AppendBlobAsync(digest, 0, _weights.Length, _weights, Stop);
        var result = Results.Of(grant) with { WeightsDigest = digest, WeightsBytes = _weights.Length };
        var statement = ResultStatement.ToBytes(grant.JobId, grant.AttemptId, _node.Id, grant.LeaseEpoch, result);
        await _node.Api.CompleteAsync(grant.AttemptId, new CompletionReport(grant.LeaseEpoch, result, _node.Key.Sign(statement)), Stop);
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await done()) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }
}
