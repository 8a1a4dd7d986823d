using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.StubTrainer;

/// <summary>Obeys the agent: ends at once when told to, or when the agent is gone; notes when it shall pause.</summary>
internal sealed class AgentInput
{
    private volatile bool _pause;

    public bool ShallPause => _pause;

    public void Start() => new Thread(Listen) { IsBackground = true }.Start();

    private void Listen()
    {
        while (Console.In.ReadLine() is { } line)
        {
            if (JsonSerializer.Deserialize<TrainerCommand>(line, ModelMineJson.Options)?.Type != "pause") break;
            _pause = true;
        }

        Environment.Exit(TrainerExit.Stopped);
    }
}
