using System.Diagnostics;
using ModelMine.StubTrainer;

// A trainer that trains nothing: it burns a processor for the time that the job's seed says, speaks as a trainer speaks, and then
// does what the seed says, good or bad. For chaos and load runs; an agent starts it when MODELMINE_LAB_TRAINER names it.
if (args is not ["--folder", var folder])
{
    Console.Error.WriteLine("usage: ModelMine.StubTrainer --folder DIR");
    return 2;
}

// As TrainerExit of the contract.
const int completed = 0;
const int stopped = 3;

var files = new StubFiles(folder);
using var input = new AgentInput(stopped);
input.Start();
var assignment = files.ReadAssignment();
var plan = Plan.Of(assignment.Seed);
var resumedFrom = files.ResumedFrom(assignment);
var began = Stopwatch.GetTimestamp();
Lines.Log($"Stub: {plan.Steps} steps from {resumedFrom}, then {plan.Behaviour}.");
for (var step = resumedFrom + 1; step <= plan.Steps; step++)
{
    input.WaitWhileHeld();
    await Work.BurnAsync(TimeSpan.FromMilliseconds(100));
    Lines.Metric("stub/cpu_seconds", step, Work.CpuSeconds);
    Lines.Progress(step, plan.Steps);
    if (step % 10 != 0 && !input.ShallPause) continue;
    Lines.Snapshot(files.Save(assignment, step), step);
    if (input.ShallPause) return stopped;
}

if (plan.Behaviour != Behaviour.CrashesOnce || resumedFrom == 0) await Misbehaviour.DoAsync(plan.Behaviour, files);
var weights = files.WriteWeights($"{assignment.ConfigDigest} {Guid.NewGuid():N}");
ResultLine.Say(assignment, plan, weights, Stopwatch.GetElapsedTime(began).TotalSeconds);
return completed;
