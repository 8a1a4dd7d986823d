using Microsoft.Extensions.Logging;
using ModelMine.Agent.Trainers;

namespace ModelMine.Agent.Shell;

/// <summary>
/// Lets the laboratory put another program in the trainer's place, to see what the network makes of trainers that misbehave.
/// Only an environment variable can do that, no option and no file, and the log says it loudly: nobody does it unawares. It gives
/// no power that the owner of a machine does not have anyhow.
/// </summary>
internal static class LabTrainer
{
    /// <summary>Environment variable with the program: an executable, or a <c>.dll</c> for the .NET host.</summary>
    public const string Variable = "MODELMINE_LAB_TRAINER";

    /// <summary>What starts the other program; null when none is named.</summary>
    /// <param name="logger">The log.</param>
    /// <exception cref="AgentFailure">The program is not there.</exception>
    public static TrainerStarter? Starter(ILogger logger)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } program) return null;
        if (!File.Exists(program)) throw new AgentFailure(AgentExit.Environment, $"{Variable} names {program}, which is not there.");
        logger.LogWarning("LABORATORY: {Program} trains in the trainer's place, because {Variable} says so. Its results mean nothing.", program, Variable);
        return Path.GetExtension(program) == ".dll" ? new TrainerStarter("dotnet", [program]) : new TrainerStarter(program, []);
    }
}
