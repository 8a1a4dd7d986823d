using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>An agent in this process, with real trainers.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    private RunningAgent(RunOptions options)
    {
        _run = Task.Run(() => RunAgent.ExecuteAsync(
            options, new AgentTimings(), Program(TrainVerb.Name), TimeProvider.System, NullLoggerFactory.Instance, _stop.Token,
            threads => Program(InferVerb.Name, InferVerb.ThreadsOption, threads.ToString(CultureInfo.InvariantCulture))));
    }

    public static async Task<RunningAgent> StartAsync(TestApp app, TestUser owner, string folder)
    {
        var code = await owner.Api.CreateEnrolmentCodeAsync();
        return new(new() { Server = app.Api, DataFolder = folder, Name = "test", Code = code.Code, Slots = 1, ThreadsPerSlot = 1 });
    }

    private static TrainerStarter Program(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ModelMine.Agent.dll"), .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }
}
