using ModelMine.Simulator.Runs;

return await Command.RunAsync(args, Console.Out);
