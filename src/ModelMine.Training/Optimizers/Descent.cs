using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Optimizers.Schedules;
using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using ModelMine.Training.Snapshots;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>The way from gradients to the next weights, as a config has it: clipping, the schedule's rate, the optimizer's rule.</summary>
internal sealed class Descent : IDisposable
{
    private const string Prefix = "optimizer/";
    private readonly ParameterSet _parameters;
    private readonly Optimizer _optimizer;
    private readonly LearningRateSchedule _schedule;
    private readonly double _longest;

    /// <param name="config">Reads the keys of the optimizer, the schedule and <c>gradientClipping</c>.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="totalSteps">Optimizer steps that the job has in all.</param>
    /// <exception cref="TrainingException">The schedule does not fit into so many steps.</exception>
    public Descent(EffectiveConfig config, ParameterSet parameters, long totalSteps)
    {
        _parameters = parameters;
        _optimizer = OptimizerChoice.Of(config, (int)parameters.AllWeights.numel());
        _schedule = LearningRateSchedule.Of(config, totalSteps);
        _longest = config.Number("gradientClipping");
    }

    /// <summary>Moves the parameters and the optimizer's state to a device.</summary>
    public void MoveTo(Device device)
    {
        _parameters.MoveTo(device);
        if (!device.IsProcessor())
        {
            _optimizer.MoveTo(device);
        }
    }

    /// <summary>Makes a step with the gradients that lie in the parameters, and clears them.</summary>
    /// <param name="step">Number of this step, from 1.</param>
    public void Step(long step)
    {
        if (!_parameters.Device.IsProcessor())
        {
            StepOnDevice(step);
            return;
        }

        var gradients = _parameters.Gradients;
        if (_longest > 0)
        {
            _ = GradientClipping.Clip(gradients, _longest);
        }

        _optimizer.Step(_parameters.Weights, gradients, _schedule.At(step), step);
    }

    public void Save(SnapshotContent content) => content.Add(_optimizer.ToSafetensors(Prefix));

    /// <exception cref="SafetensorsException">The snapshot is of another optimizer or model.</exception>
    public void Load(SnapshotFile snapshot) => _optimizer.Load(snapshot.Tensors, Prefix);

    public void Dispose() => _optimizer.Dispose();

    private void StepOnDevice(long step)
    {
        var gradients = _parameters.AllGradients;
        if (_longest > 0)
        {
            GradientClipping.Clip(gradients, _longest);
        }

        _optimizer.Step(_parameters.AllWeights, gradients, _schedule.At(step), step);
        _parameters.NoteChange();
    }
}
