using ModelMine.Cli.Shell;

using var stop = new StopSignals();
return await CommandLine.RunAsync(args, Surroundings.OfThisProcess(), stop.Token);
