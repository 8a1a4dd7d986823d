using ModelMine.Agent.Shell;

return await AgentCommandLine.RunAsync(args, CancellationToken.None);
