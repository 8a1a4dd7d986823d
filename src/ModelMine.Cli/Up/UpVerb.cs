using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Up;

/// <summary><c>up</c>: a server and an agent on this machine, until Ctrl-C.</summary>
internal static class UpVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var arguments = new UpArguments();
        var verb = new Verb(surroundings, "up", "Start a server, and train on this machine, until Ctrl-C.", async (call, cancellationToken) =>
        {
            if (call.Arguments.GetResult(CommonOptions.Server) is not null)
                throw new CliFailure(ExitCode.Usage, "up starts a server of its own: leave --server out.", $"To train for a server elsewhere: {call.Program} agent --server URL");
            var options = arguments.Read(call);
            PrivateFile.CreateFolder(options.DataFolder);
            PrivateFile.CreateFolder(options.LogFolder);
            using var _ = DataFolderLock.Take(options);
            PortCheck.RequireFree((options.WebPort, "--web-port"), (options.ApiPort, "--api-port"));
            if (options.WithAgent) ProductFiles.Agent(surroundings);
            return await RunAsync(call, options, new UpScreen(call, options), cancellationToken);
        }, callsServer: false);
        foreach (var option in arguments.All) verb.Add(option);
        return verb;
    }

    private static async Task<int> RunAsync(VerbCall call, UpOptions options, UpScreen screen, CancellationToken stop)
    {
        var surroundings = call.Surroundings;
        await using var server = await ServerProcess.StartAsync(options, surroundings, stop);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var agent = options.WithAgent ? new AgentProcess(options, surroundings, screen.Tell).RunAsync(ending.Token) : Task.CompletedTask;
        screen.Ready();
        if (options.Open) Browser.Open(options.WebAddress, screen.Tell);
        var demo = options.Demo ? RunDemoAsync(call, options, screen, ending.Token) : Task.CompletedTask;

        await Task.WhenAny(server.Exited, Until(ending.Token));
        var serverDied = !stop.IsCancellationRequested;
        if (!serverDied) screen.Stopping();
        await ending.CancelAsync();
        await agent;
        await demo;
        if (serverDied) throw ServerProcess.Died(server);
        if (!await server.StopAsync(TimeSpan.FromSeconds(30), surroundings.Time)) screen.Tell("The server did not end in time, and was ended by force.");
        // Whether or not an agent took it: a code is for this run only.
        File.Delete(options.JoinCodeFile);
        screen.Tell($"Stopped. Everything is kept in {options.DataFolder}.");
        return ExitCode.Success;
    }

    /// <summary>The demo is a guest: when it fails it is said, and the rest runs on.</summary>
    private static async Task RunDemoAsync(VerbCall call, UpOptions options, UpScreen screen, CancellationToken cancellationToken)
    {
        try
        {
            await new Demo(call, options, screen).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping; the jobs go on at the next start.
        }
        catch (Exception e) when (e is CliFailure or HttpRequestException or InvalidDataException or Core.Contracts.Client.ApiException)
        {
            screen.Tell($"The demo stopped: {e.Message}");
        }
    }

    private static Task Until(CancellationToken token)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(reached.SetResult);
        return reached.Task;
    }
}
