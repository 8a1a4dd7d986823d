using System.CommandLine;
using ModelMine.Agent.Evaluate;

namespace ModelMine.Agent.Shell;

/// <summary><c>evaluate</c>: measures trained weights; the command line starts this.</summary>
internal static class EvaluateVerb
{
    /// <summary>The verb's name.</summary>
    public const string Name = "evaluate";

    public static Command Create()
    {
        var weights = new Option<string>("--weights") { Description = "Weights of a completed job (safetensors).", HelpName = "FILE", Required = true };
        var datasets = new Option<string>("--datasets") { Description = "Folder of downloaded data sets.", HelpName = "DIR", Required = true };
        var threads = new Option<int>("--threads") { Description = "Threads to compute with.", HelpName = "N", Required = true };
        var verb = new Command(Name, "Measure trained weights; modelmine evaluate starts this, and ends it by closing its input.") { weights, datasets, threads };
        verb.SetAction((result, cancellation) => EvaluateCommand.RunAsync(
            Path.GetFullPath(result.GetRequiredValue(weights)), Path.GetFullPath(result.GetRequiredValue(datasets)), result.GetRequiredValue(threads), cancellation));
        return verb;
    }
}
