using System.CommandLine;
using ModelMine.Agent.Train;

namespace ModelMine.Agent.Shell;

/// <summary><c>train</c>: the trainer, the child process of an agent that trains one attempt.</summary>
internal static class TrainVerb
{
    /// <summary>The verb's name, by which the agent starts its children.</summary>
    public const string Name = "train";

    /// <summary>The option that names the folder.</summary>
    public const string FolderOption = "--folder";

    public static Command Create()
    {
        var folder = new Option<string>(FolderOption) { Description = "Folder of the attempt; it holds attempt.json.", HelpName = "DIR", Required = true };
        var verb = new Command(Name, "Train one attempt; the agent starts this.") { folder };
        verb.SetAction((result, cancellation) => TrainCommand.RunAsync(result.GetRequiredValue(folder), cancellation));
        return verb;
    }
}
