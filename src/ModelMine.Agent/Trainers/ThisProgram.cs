using ModelMine.Agent.Shell;

namespace ModelMine.Agent.Trainers;

/// <summary>How this program is started once more, with another verb.</summary>
internal static class ThisProgram
{
    /// <summary>The program and its arguments.</summary>
    /// <param name="verb">The verb, and what follows it.</param>
    /// <exception cref="AgentFailure">The system does not tell where this program lies.</exception>
    public static (string Program, string[] Arguments) With(params string[] verb)
    {
        var self = Environment.ProcessPath ?? throw new AgentFailure(AgentExit.Environment, "The system does not tell where this program lies.");
        return Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? (self, [Path.Combine(AppContext.BaseDirectory, typeof(ThisProgram).Assembly.GetName().Name + ".dll"), .. verb])
            : (self, verb);
    }
}
