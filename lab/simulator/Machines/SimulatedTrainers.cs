using System.Text.Json;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Simulator.Machines;

/// <summary>Trainers that train nothing: they say what trainers say, save files, and end as the seed wills.</summary>
/// <param name="agent">The agent that starts them.</param>
/// <param name="overlaps">Watches that no two of them work on one job.</param>
internal sealed class SimulatedTrainers(Actor agent, Overlaps overlaps) : ITrainerStarter
{
    /// <summary>Jobs whose seed is a multiple of this end no trainer well.</summary>
    public const int Poison = 9;

    private const int SegmentationFault = 139;

    private readonly Scheduler _scheduler = agent.Scheduler;

    public ITrainerProcess Start(string folder, int threads, int memoryMiB)
    {
        var trainer = new ScriptedTrainer(folder) { OnCommand = Obey };
        overlaps.Started(Path.GetFileName(folder), agent, trainer);
        agent.Start(() => PlayAsync(trainer));
        return trainer;
    }

    private async Task PlayAsync(ScriptedTrainer trainer)
    {
        var random = _scheduler.Random;
        var parts = 2 + random.Next(5);
        var fate = Fate(trainer);
        for (var part = 1; part <= parts; part++)
        {
            await Task.Delay(_scheduler.Span(300, 2_500), agent.Clock);
            if (trainer.Exited.IsCompleted) return;
            var step = 100 * part / (parts + 1);
            trainer.Say(Messages.Progress(step), Messages.Loss(step), Messages.Log($"part {part}"));
            if (_scheduler.Chance(0.4)) Snapshot(trainer, step);
            if (fate < 0.25 && part > fate * 4 * parts)
            {
                Fail(trainer, fate);
                return;
            }
        }

        trainer.Say(Messages.Result(trainer.Assignment.ConfigDigest, "weights.safetensors", trainer.Save("weights.safetensors", 64, random.Next())));
        trainer.Exit(0);
    }

    private double Fate(ScriptedTrainer trainer)
    {
        var fate = _scheduler.Random.NextDouble();
        return IsPoison(trainer.Assignment.Config) ? fate * 0.25 : fate;
    }

    private static bool IsPoison(JsonElement config) => config.GetProperty("seed").GetInt32() % Poison == 0;

    private static void Fail(ScriptedTrainer trainer, double fate)
    {
        if (fate < 0.03) return; // It hangs: the agent ends it.
        if (fate < 0.06) trainer.Say(new TrainerError("the loss is not a number", Retryable: false));
        else if (fate < 0.12) trainer.Say(new TrainerError("a file could not be read", Retryable: true));
        trainer.Exit(fate < 0.12 ? 1 : SegmentationFault);
    }

    private void Obey(ScriptedTrainer trainer, string command)
    {
        if (_scheduler.Chance(0.2)) return; // It does not listen: the agent ends it.
        if (command == "pause") Snapshot(trainer, 50);
        trainer.Exit(0);
    }

    private void Snapshot(ScriptedTrainer trainer, int step)
    {
        if (trainer.Exited.IsCompleted) return;
        var file = $"{_scheduler.Random.Next():x8}.snapshot";
        trainer.Say(Messages.Snapshot(file, trainer.Save(file, 48, _scheduler.Random.Next()), step));
    }
}
