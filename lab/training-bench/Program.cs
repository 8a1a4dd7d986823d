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

var profile = new Command("profile", "Where the time of each family goes, by perf's samples (Debian: linux-perf).") { threads, family };
profile.SetAction(parsed => ProfileRun.Run(parsed.GetValue(family)!, parsed.GetValue(threads)));

return new RootCommand("Measures training: speed beside others in the same run, memory, and where the time goes.") { loop, memory, waiting, peak, pytorch, ours, profile }
    .Parse(args).Invoke();
