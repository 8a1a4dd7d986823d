using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Train;

/// <summary>Writes messages to the agent, one JSON line each, at once. From any thread.</summary>
internal sealed class TrainerOutputLines(Stream output)
{
    private readonly Lock _oneAtATime = new();

    public void Write(TrainerMessage message)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, ModelMineJson.Options), (byte)'\n'];
        try
        {
            lock (_oneAtATime)
            {
                output.Write(line);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // Nobody reads any more: the agent is gone.
            ImmediateExit.With(TrainerExit.Stopped);
        }
    }
}
