using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.StubTrainer;

// A trainer that trains nothing: it burns a processor for the time that the job's seed says, speaks as a trainer speaks, and then
// does what the seed says, good or bad. For chaos and load runs; an agent starts it when MODELMINE_LAB_TRAINER names it.
if (args is not ["--folder", var folder])
{
    Console.Error.WriteLine("usage: ModelMine.StubTrainer --folder DIR");
    return 2;
}

var output = Console.OpenStandardOutput();
var files = new StubFiles(folder);
using var input = new AgentInput();
input.Start();
var assignment = files.ReadAssignment();
var plan = Plan.Of(assignment.Config);
var resumedFrom = files.ResumedFrom(assignment);
var began = Stopwatch.GetTimestamp();
Say(new TrainerLog(TimeProvider.System.GetUtcNow(), "info", $"Stub: {plan.Steps} steps from {resumedFrom}, then {plan.Behaviour}."));
for (var step = resumedFrom + 1; step <= plan.Steps; step++)
{
    input.WaitWhileHeld(Say);
    await Work.BurnAsync(TimeSpan.FromMilliseconds(100));
    Say(new TrainerMetric(new MetricSeries("stub/cpu_seconds", [step], [Work.CpuSeconds])));
    Say(new TrainerProgress(new JobProgress { Step = step, TotalSteps = plan.Steps, Epoch = 1, Epochs = 1 }));
    if (step % 10 != 0 && !input.ShallPause) continue;
    Say(files.Save(assignment, step));
    if (input.ShallPause) return TrainerExit.Stopped;
}

if (plan.Behaviour != Behaviour.CrashesOnce || resumedFrom == 0) await Misbehaviour.DoAsync(plan.Behaviour, files);
var (digest, size) = files.WriteWeights($"{assignment.ConfigDigest} {Guid.NewGuid():N}");
Say(new TrainerResult(StubFiles.Weights, new JobResult
{
    ScoreName = "stub_cpu_seconds",
    Score = Work.CpuSeconds,
    Metrics = new Dictionary<string, double> { ["stub/cpu_seconds"] = Work.CpuSeconds },
    Epochs = 1,
    Steps = plan.Steps,
    Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
    SamplesPerSecond = 0,
    Parameters = 0,
    TrainSamples = 0,
    ValidationSamples = 0,
    TestSamples = 0,
    PeakMemoryMiB = Environment.WorkingSet / 1048576.0,
    Threads = assignment.Threads,
    CpuCapability = "STUB",
    TorchVersion = "none",
    Seed = plan.Seed,
    Dataset = "none",
    DatasetDigest = Convert.ToHexStringLower(SHA256.HashData("none"u8)),
    ConfigDigest = assignment.ConfigDigest,
    WeightsDigest = digest,
    WeightsBytes = size,
}));
return TrainerExit.Completed;

void Say(TrainerMessage message)
{
    output.Write([.. JsonSerializer.SerializeToUtf8Bytes(message, ModelMineJson.Options), (byte)'\n']);
    output.Flush();
}
