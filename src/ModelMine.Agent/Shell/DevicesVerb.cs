using System.CommandLine;
using System.Text.Json;
using ModelMine.Agent.Machine;
using ModelMine.Core.Contracts;
using ModelMine.Training.Runtime;

namespace ModelMine.Agent.Shell;

/// <summary><c>devices</c>: says on what trainers of this program can compute. The agent itself never loads libtorch, so it starts this.</summary>
internal static class DevicesVerb
{
    /// <summary>The verb's name.</summary>
    public const string Name = "devices";

    public static Command Create()
    {
        var verb = new Command(Name, "Say on what devices trainers of this program can compute, as a line of JSON; the agent starts this.");
        verb.SetAction(_ =>
        {
            Console.WriteLine(JsonSerializer.Serialize(new TrainerDevices(ComputeDevice.CudaCount()), ModelMineJson.Options));
            return AgentExit.Success;
        });
        return verb;
    }
}
