using Microsoft.Extensions.Logging;
using ModelMine.Agent.Enrolment;
using ModelMine.Agent.Shell;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>A whole agent that joins a real server, both in this process; only its trainers play a part.</summary>
internal sealed class JoinedAgent : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-agent-").FullName;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LogBook _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly Task<int> _run;

    private JoinedAgent(RunOptions options)
    {
        _stop.CancelAfter(TimeSpan.FromMinutes(1));
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var timings = new AgentTimings { Heartbeat = TimeSpan.FromMilliseconds(200), FirstPause = TimeSpan.FromMilliseconds(5) };
        _run = Task.Run(() => RunAgent.ExecuteAsync(options with { DataFolder = _folder }, timings, Trainers, TimeProvider.System, _loggers, _stop.Token));
    }

    public ScriptedTrainers Trainers { get; } = new();

    /// <summary>Who it is to the server.</summary>
    public string NodeId => NodeIdentity.Load(Path.Combine(_folder, "identity.json"))!.NodeId;

    /// <summary>Starts an agent with a code that a user asked for.</summary>
    public static async Task<JoinedAgent> StartAsync(TestApp app, TestUser owner)
    {
        var code = await owner.Api.CreateEnrolmentCodeAsync(TestContext.Current.CancellationToken);
        return new JoinedAgent(new RunOptions
        {
            Server = app.Web, DataFolder = "", Name = "joined", Code = code.Code, Slots = 1, ThreadsPerSlot = 1,
        });
    }

    /// <summary>Waits for something, unless the agent ends before.</summary>
    public async Task<T> UntilAsync<T>(Task<T> task)
    {
        var first = await Task.WhenAny(_run, task);
        if (first == _run) throw new InvalidOperationException($"The agent ended ({await _run}) before it came to that:\n{string.Join('\n', _log.Entries)}");
        return await task;
    }

    /// <summary>What a first signal does; waits for its end.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run.WaitAsync(TimeSpan.FromSeconds(40));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Trainers.EndAll();
        await Task.WhenAny(_run).WaitAsync(TimeSpan.FromSeconds(40));
        _loggers.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
