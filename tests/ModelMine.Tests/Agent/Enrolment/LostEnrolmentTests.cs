using ModelMine.Tests.Agent.Fakes;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Agent.Enrolment;

public sealed class LostEnrolmentTests
{
    [Fact]
    public async Task Enrol_WhenAnswersAreLost_JoinsAsOneNode()
    {
        var lost = new List<string>();
        var online = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var enrolments = new Interception("/enrol", async (context, server) =>
        {
            if (lost.Count == 2)
            {
                await server(context);
                return;
            }

            lost.Add(await Interception.TakeWithoutAnswerAsync(context, server));
            context.Abort();
        });
        var heartbeats = new Interception("/heartbeat", async (context, server) =>
        {
            await server(context);
            if (context.Response.StatusCode == 200) online.TrySetResult(true);
        });
        await using var app = await TestApp.StartAsync(services: services =>
        {
            enrolments.AddTo(services);
            heartbeats.AddTo(services);
        });
        var owner = await app.CreateUserAsync();
        await using var agent = await JoinedAgent.StartAsync(app, owner);

        await agent.UntilAsync(online.Task);

        lost.Count.ShouldBe(2);
        lost.ShouldAllBe(answer => answer.Contains("mm_node_"), "the server had taken each of them");
        (await owner.Api.NodesAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Id.ShouldBe(agent.NodeId);
    }
}
