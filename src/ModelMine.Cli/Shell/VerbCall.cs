using System.CommandLine;
using System.Text.Json;

using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

using Spectre.Console;

namespace ModelMine.Cli.Shell;

/// <summary>One call of a verb: its arguments, where it prints, and whom it talks to.</summary>
internal sealed class VerbCall : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new(ModelMineJson.Options) { WriteIndented = true };
    private readonly Lazy<HttpClient> _http;
    private readonly Lazy<IAnsiConsole> _console;
    private readonly Lazy<ServerChoice> _server;

    public VerbCall(ParseResult arguments, Surroundings surroundings)
    {
        Arguments = arguments;
        Surroundings = surroundings;
        _console = new(() => Terminal.Create(surroundings));
        _server = new(() => ServerChoice.Make(arguments.GetValue(CommonOptions.Server), surroundings));
        _http = new(() => Server.NewHttpClient(surroundings));
    }

    public ParseResult Arguments { get; }

    public Surroundings Surroundings { get; }

    /// <summary>How the user calls this program.</summary>
    public string Program => Surroundings.Program;

    public bool Json => Arguments.GetValue(CommonOptions.Json);

    public IAnsiConsole Console => _console.Value;

    public ServerChoice Server => _server.Value;

    public UserApiClient Api => new(_http.Value, Surroundings.Time);

    /// <summary>Prints a value: as JSON where a program reads, else by the given way.</summary>
    public void Print<T>(T value, Action<IAnsiConsole> forPeople)
    {
        if (Json) Surroundings.Out.WriteLine(JsonSerializer.Serialize(value, Indented));
        else forPeople(Console);
    }

    /// <summary>Prints a value as one line of JSON, for streams of them.</summary>
    public void PrintJsonLine<T>(T value)
    {
        Surroundings.Out.WriteLine(JsonSerializer.Serialize(value, ModelMineJson.Options));
        Surroundings.Out.Flush();
    }

    public void Dispose()
    {
        if (_http.IsValueCreated) _http.Value.Dispose();
    }
}
