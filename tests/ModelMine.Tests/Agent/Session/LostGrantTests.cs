using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Tests.Agent.Fakes;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Agent.Session;

public sealed class LostGrantTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The signal comes when the server has granted, and the answer is on its way.</summary>
    [Fact]
    public async Task Stop_BetweenAGrantAndItsAnswer_GivesTheJobBackAtOnceAndCostsNoAttempt()
    {
        var granted = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var claims = new Interception("/claim", async (context, server) =>
        {
            var hungUp = context.RequestAborted;
            var answer = await Interception.TakeWithoutAnswerAsync(context, server);
            if (answer.Contains("att_"))
            {
                var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using var end = hungUp.Register(over.SetResult);
                granted.TrySetResult(true);
                await over.Task;
            }

            context.Abort();
        });
        await using var app = await TestApp.StartAsync(services: claims.AddTo);
        var owner = await app.CreateUserAsync();
        var job = await owner.Api.SubmitAsync(
            new SubmitJobRequest { Title = "A job", Config = JsonElement.Parse(World.AnyConfig), TokenStake = 10 }, cancellationToken: Stop);
        await using var agent = await JoinedAgent.StartAsync(app, owner);
        await agent.UntilAsync(granted.Task);
        (await owner.Api.JobAsync(job.Id, Stop)).Status.ShouldBe(JobStatus.Running);

        (await agent.StopAsync()).ShouldBe(AgentExit.Success);

        (await owner.Api.JobAsync(job.Id, Stop)).Status.ShouldBe(JobStatus.Pending);
        await using var database = await app.Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync(Stop);
        (await database.Jobs.SingleAsync(Stop)).FailedAttempts.ShouldBe(0);
        var attempt = await database.Attempts.SingleAsync(Stop);
        attempt.Status.ShouldBe(AttemptStatus.Released);
        attempt.Reason.ShouldBe("its node never got the grant");
    }
}
