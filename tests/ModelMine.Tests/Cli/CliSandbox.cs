using ModelMine.Cli.Shell;

namespace ModelMine.Tests.Cli;

/// <summary>Runs the command line in process, with a home folder, an environment and streams of its own.</summary>
internal sealed class CliSandbox : IDisposable
{
    public Dictionary<string, string> Variables { get; } = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("modelmine-cli-").FullName;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public Surroundings NewSurroundings(string input, TextWriter output, TextWriter error) => new()
    {
        In = new StringReader(input),
        Out = output,
        Error = error,
        IsTerminal = false,
        CanAsk = false,
        HomeFolder = Folder,
        Variable = Variables.GetValueOrDefault,
        Time = Time,
        NewHttpHandler = () => new SocketsHttpHandler(),
    };

    public Task<CliRun> RunAsync(params string[] args) => RunWithInputAsync("", args);

    public async Task<CliRun> RunWithInputAsync(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, NewSurroundings(input, output, error), TestContext.Current.CancellationToken);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a run of the command line left.</summary>
internal sealed record CliRun(int Code, string Out, string Error);
