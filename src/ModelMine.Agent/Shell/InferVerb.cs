using System.CommandLine;
using ModelMine.Agent.Inference;
using ModelMine.Training;

namespace ModelMine.Agent.Shell;

/// <summary><c>infer</c>: answers requests with trained weights; an agent, or the command line, starts this.</summary>
internal static class InferVerb
{
    /// <summary>The verb's name.</summary>
    public const string Name = "infer";

    /// <summary>The option that says how many threads it computes with.</summary>
    public const string ThreadsOption = "--threads";

    public static Command Create()
    {
        var folder = new Option<string>(TrainVerb.FolderOption) { Description = "Folder of the weights.", HelpName = "DIR", Required = true };
        var weights = new Option<string>("--weights") { Description = "Their file in it.", HelpName = "NAME", DefaultValueFactory = _ => TrainingJob.WeightsFileName };
        var threads = new Option<int>(ThreadsOption) { Description = "Threads to compute with.", HelpName = "N", Required = true };
        var verb = new Command(Name, "Answer requests with trained weights; the agent starts this, and ends it by closing its input.") { folder, weights, threads };
        verb.SetAction((result, _) => InferCommand.RunAsync(
            Path.Combine(result.GetRequiredValue(folder), result.GetRequiredValue(weights)), result.GetRequiredValue(threads)));
        return verb;
    }
}
