using System.CommandLine;
using ModelMine.Chaos;
using ModelMine.Chaos.Sensitivity;

// Real servers, agents, PostgreSQL and Redis under seeded faults, and every invariant checked in the end.
var root = new RootCommand("Chaos for ModelMine: real processes, seeded faults, every invariant checked.") { RunVerb.Create(), SensitivityVerb.Create() };
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(4) });
