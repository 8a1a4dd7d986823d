using System.Reflection;
using System.Runtime.InteropServices;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Results;

/// <summary>Says what a training was made with.</summary>
internal static class TrainingSetups
{
    public static TrainingSetup Of(EffectiveConfig config) => new()
    {
        BatchSize = config.BatchSize,
        Optimizer = config.Text("optimizer"),
        LearningRate = config.LearningRate,
        LearningRateSchedule = config.Text("learningRateSchedule"),
        Precision = config.Has("precision") ? config.Text("precision") : "fp32",
        Device = config.Text("device"),
        TorchSharpVersion = VersionOf(typeof(TorchSharp.torch)),
        Runtime = RuntimeInformation.FrameworkDescription,
        ModelMineVersion = VersionOf(typeof(TrainingJob)),
    };

    // The informational version may end with "+" and the commit that was built.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version!.ToString();
}
