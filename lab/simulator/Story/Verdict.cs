using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;

namespace ModelMine.Simulator.Story;

/// <summary>How a story ended.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Violation">The first thing that was wrong; null when nothing was.</param>
/// <param name="Trace">What happened.</param>
/// <param name="Paths">How often each thing did.</param>
/// <param name="Steps">Steps that ran.</param>
/// <param name="Lasted">How long it lasted, in its own time.</param>
internal sealed record Verdict(int Seed, string? Violation, Trace Trace, Paths Paths, long Steps, TimeSpan Lasted);
