using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.StubTrainer;

/// <summary>Obeys the agent: ends at once when told to, or when the agent is gone; notes when it shall pause or rest.</summary>
internal sealed class AgentInput : IDisposable
{
    private readonly ManualResetEventSlim _mayWork = new(true);
    private volatile bool _pause;

    public bool ShallPause => _pause;

    /// <summary>Waits while the agent holds this trainer.</summary>
    /// <param name="say">Says to the agent what this trainer is at.</param>
    public void WaitWhileHeld(Action<TrainerMessage> say)
    {
        if (_mayWork.IsSet) return;
        say(new TrainerPhase(TrainingPhase.Holding));
        _mayWork.Wait();
        say(new TrainerPhase(TrainingPhase.Training));
    }

    public void Dispose() => _mayWork.Dispose();

    public void Start() => new Thread(Listen) { IsBackground = true }.Start();

    private void Listen()
    {
        while (Console.In.ReadLine() is { } line)
        {
            var type = JsonSerializer.Deserialize<TrainerCommand>(line, ModelMineJson.Options)?.Type;
            if (type is not ("pause" or "hold" or "resume")) break;
            _pause |= type == "pause";
            if (type == "hold" && !_pause) _mayWork.Reset();
            else _mayWork.Set();
        }

        Environment.Exit(TrainerExit.Stopped);
    }
}
