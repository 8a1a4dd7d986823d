using Microsoft.Extensions.Logging;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>A whole agent in this process: real HTTP, real files, short spans of time; only its trainers play a part.</summary>
internal sealed class AgentUnderTest : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-agent-").FullName;
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LogBook _log = new();
    private CancellationTokenSource _stop = new();

    private AgentUnderTest()
    {
        Server = new FakeServer(Network);
        _patience.CancelAfter(TimeSpan.FromSeconds(30));
    }

    public FakeNetwork Network { get; } = new();

    public FakeServer Server { get; }

    public ScriptedTrainers Trainers { get; } = new();

    /// <summary>Starts the trainers in place of <see cref="Trainers"/>.</summary>
    public ITrainerStarter? Starter { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public AgentTimings Timings { get; set; } = new()
    {
        Heartbeat = TimeSpan.FromMilliseconds(50),
        Report = TimeSpan.FromMilliseconds(10),
        FirstPause = TimeSpan.FromMilliseconds(5),
        LongestPause = TimeSpan.FromMilliseconds(40),
        MemoryLook = TimeSpan.FromMilliseconds(10),
        Drain = TimeSpan.FromSeconds(20),
    };

    public string? Code { get; set; } = FakeNetwork.Code;

    public int Slots { get; set; } = 1;

    public string DataFolder => Path.Combine(_folder, "agent");

    public string WorkFolder => Path.Combine(DataFolder, "work");

    /// <summary>What the agent logged.</summary>
    public IReadOnlyList<string> Log => _log.Entries;

    /// <summary>The agent's exit code, or what it threw.</summary>
    public Task<int> Run { get; private set; } = Task.FromResult(0);

    /// <summary>Ends when the test takes too long.</summary>
    public CancellationToken Patience => _patience.Token;

    public static async Task<AgentUnderTest> CreateAsync()
    {
        var agent = new AgentUnderTest();
        await agent.Server.StartAsync();
        return agent;
    }

    public AgentUnderTest Start()
    {
        _stop = new CancellationTokenSource();
        var options = new RunOptions { Server = Server.Address, DataFolder = DataFolder, Name = "test", Code = Code, Slots = Slots, ThreadsPerSlot = 1 };
        var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));
        var stop = _stop.Token;
        Run = Task.Run(() => RunAgent.ExecuteAsync(options, Timings, Starter ?? Trainers, Time, loggers, stop));
        return this;
    }

    /// <summary>What a first signal does.</summary>
    public void Stop() => _stop.Cancel();

    public Task UntilAsync(Func<FakeNetwork, bool> holds) => OrSayWhyAsync(Network.UntilAsync(holds, Patience));

    public Task UntilLoggedAsync(string text) => OrSayWhyAsync(_log.UntilAsync(text, Patience));

    public Task<ScriptedTrainer> TrainerAsync() => Trainers.NextAsync(Patience);

    public async Task<int> EndAsync() => await Run.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Trainers.EndAll();
        try
        {
            await Run.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (AgentFailure)
        {
            // The test has seen it, or has failed already.
        }

        await Server.DisposeAsync();
        _patience.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OrSayWhyAsync(Task wait)
    {
        try
        {
            await wait;
        }
        catch (OperationCanceledException) when (Patience.IsCancellationRequested)
        {
            throw new TimeoutException("It did not come to that. The agent's log:\n" + string.Join('\n', Log) + "\nRequests:\n" + Network.Read(n => string.Join('\n', n.Order)));
        }
    }
}
