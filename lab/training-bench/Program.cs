using System.CommandLine;
using ModelMine.Training.Runtime;
using ModelMine.TrainingBench;
using ModelMine.TrainingBench.Measuring;

TorchRuntime.Prepare();

var threads = new Option<int>("--threads") { Description = "Threads to compute with.", DefaultValueFactory = _ => Environment.ProcessorCount };
var rounds = new Option<int>("--rounds") { Description = "Pairs of runs, ours and the other in turn.", DefaultValueFactory = _ => 5 };
var family = new Option<string[]>("--family") { Description = "cnn, resnet, transformer; repeat for several.", DefaultValueFactory = _ => ["cnn", "resnet", "transformer"] };
var steps = new Option<int>("--steps") { Description = "Optimizer steps.", DefaultValueFactory = _ => 10_000 };
var python = new Option<string>("--python") { Description = "A Python with PyTorch.", DefaultValueFactory = _ => "/usr/bin/python3" };

var loop = new Command("loop", "Our training loop beside a bare TorchSharp loop of the same model, on data already in memory.") { threads, rounds, family };
loop.SetAction(parsed => LoopComparison.Run(parsed.GetValue(family)!, parsed.GetValue(rounds), parsed.GetValue(threads)));

var memory = new Command("memory", "Whether memory stays flat over many steps.") { threads, steps };
memory.SetAction(parsed => MemoryRun.Run(parsed.GetValue(steps), parsed.GetValue(threads)));

var waiting = new Command("waiting", "How much of a step goes into taking the next batch.") { threads };
waiting.SetAction(parsed => WaitingRun.Run(parsed.GetValue(threads)));

var peak = new Command("peak", "What share of the machine's matrix-multiply peak each family reaches.") { threads, family };
peak.SetAction(parsed => PeakRun.Run(parsed.GetValue(family)!, parsed.GetValue(threads)));

var pytorch = new Command("pytorch", "The CNN on MNIST beside the loop that a PyTorch user would write: samples a second, and loss curves.") { threads, rounds, python };
pytorch.SetAction(parsed => PyTorchComparison.Run(parsed.GetValue(python)!, parsed.GetValue(rounds), parsed.GetValue(threads)));

var ours = new Command("ours", "One family by our loop alone: what a profiler looks at.") { threads, family, steps };
ours.SetAction(parsed =>
{
    TorchRuntime.UseThreads(parsed.GetValue(threads));
    foreach (var one in parsed.GetValue(family)!)
    {
        Console.WriteLine($"{one}: {OurLoop.SamplesPerSecond(Workload.Of(one) with { Steps = parsed.GetValue(steps) }, parsed.GetValue(threads)):N0} samples/s");
    }
});

var bf16 = new Command("bf16", "Each family in fp32 and in bf16, in turn: samples a second.") { threads, rounds, family };
bf16.SetAction(parsed => PrecisionRun.Run(parsed.GetValue(family)!, parsed.GetValue(rounds), parsed.GetValue(threads)));

var profile = new Command("profile", "Where the time of each family goes, by perf's samples (Debian: linux-perf).") { threads, family };
profile.SetAction(parsed => ProfileRun.Run(parsed.GetValue(family)!, parsed.GetValue(threads)));

var minutes = new Option<double>("--minutes") { Description = "Minutes that each trains; 0 for the estimates alone.", DefaultValueFactory = _ => 0.1 };
var only = new Option<string?>("--only") { Description = "Those configs whose text holds this." };
var estimates = new Command("estimates", "The memory that configs of each family are said to need, beside the most that their training took.") { minutes, threads, only };
estimates.SetAction(parsed => EstimateRun.Run(parsed.GetValue(minutes), parsed.GetValue(threads), parsed.GetValue(only)));

var config = new Argument<string>("config") { Description = "A job config, as JSON." };
var peakOf = new Command("peak-of", "The most memory that the training of one config takes, MiB; estimates starts this.") { config, minutes, threads };
peakOf.SetAction(parsed => PeakOfConfig.Tell(parsed.GetRequiredValue(config), parsed.GetValue(minutes), parsed.GetValue(threads)));

return new RootCommand("Measures training: speed beside others in the same run, memory, and where the time goes.") { loop, memory, waiting, peak, pytorch, ours, bf16, profile, estimates, peakOf }
    .Parse(args).Invoke();
