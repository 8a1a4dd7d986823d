using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ModelMine.Agent.Enrolment;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Agent.Fakes;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Agent.Enrolment;

/// <summary>The agent and the real server, with answers to an enrolment that never arrive.</summary>
public sealed class LostEnrolmentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_WhenAnswersAreLost_JoinsAsOneNode()
    {
        var losses = new LostAnswers(2);
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<IStartupFilter>(losses));
        var owner = await app.CreateUserAsync();
        var code = (await owner.Api.CreateEnrolmentCodeAsync(Stop)).Code;
        var folder = Directory.CreateTempSubdirectory("modelmine-agent-").FullName;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        stop.CancelAfter(TimeSpan.FromMinutes(1));
        var options = new RunOptions { Server = app.Web, DataFolder = folder, Name = "test", Code = code, Slots = 1, ThreadsPerSlot = 1 };
        var timings = new AgentTimings { FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(40), LongPoll = TimeSpan.FromSeconds(1) };
        var run = Task.Run(() => RunAgent.ExecuteAsync(options, timings, new ScriptedTrainers(), TimeProvider.System, NullLoggerFactory.Instance, stop.Token), Stop);

        var polled = await Task.WhenAny(run, UntilOnlineAsync(owner, stop.Token));
        await stop.CancelAsync();
        if (polled != run) await polled;
        (await run).ShouldBe(AgentExit.Success);

        losses.Lost.ShouldBe(2);
        var node = (await owner.Api.NodesAsync(Stop)).ShouldHaveSingleItem();
        NodeIdentity.Load(Path.Combine(folder, "identity.json"))!.NodeId.ShouldBe(node.Id);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task UntilOnlineAsync(TestUser owner, CancellationToken cancellation)
    {
        while (!(await owner.Api.NodesAsync(cancellation)).Any(node => node.Status == NodeStatus.Online)) await Task.Delay(50, cancellation);
    }

    /// <summary>Lets the server take an enrolment, and breaks the connection in place of its answer.</summary>
    private sealed class LostAnswers(int count) : IStartupFilter
    {
        private int _lost;

        public int Lost => _lost;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                if (!context.Request.Path.Value!.EndsWith("/enrol", StringComparison.Ordinal) || _lost == count)
                {
                    await rest(context);
                    return;
                }

                _lost++;
                var body = context.Response.Body;
                context.Response.Body = Stream.Null;
                await rest(context);
                context.Response.Body = body;
                context.Response.StatusCode.ShouldBe(200);
                context.Abort();
            });
            next(app);
        };
    }
}
