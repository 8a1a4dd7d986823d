using System.CommandLine;

// Real servers, agents, PostgreSQL and Redis under seeded faults, and every invariant checked in the end.
var root = new RootCommand("Chaos for ModelMine: real processes, seeded faults, every invariant checked.");
return await root.Parse(args).InvokeAsync();
