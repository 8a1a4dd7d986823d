using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.Agent.Train;

/// <summary>
/// Listens to the agent on a thread of its own, so that a training deep in native code is ended all the same. The end of the
/// input means that the agent is gone.
/// </summary>
internal sealed class AgentLink(Stream input, ReportingObserver observer)
{
    public void Start() => new Thread(Listen) { Name = "agent link", IsBackground = true }.Start();

    private void Listen()
    {
        try
        {
            using var reader = new StreamReader(input);
            while (reader.ReadLine() is { } line)
            {
                Obey(line);
            }
        }
        catch (IOException)
        {
            // As good as the end of the input.
        }

        ImmediateExit.With(TrainerExit.Stopped);
    }

    private void Obey(string line)
    {
        switch (TypeOf(line))
        {
            case "stop":
                ImmediateExit.With(TrainerExit.Stopped);
                break;
            case "pause":
                observer.RequestPause();
                break;
            case "hold":
                observer.RequestHold();
                break;
            case "resume":
                observer.Resume();
                break;
            default:
                observer.Log(TrainingLogLevel.Warning, $"The agent said something that this trainer does not know: {line}");
                break;
        }
    }

    private static string? TypeOf(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainerCommand>(line, ModelMineJson.Options)?.Type;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
