using System.CommandLine;

using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Up;

/// <summary>The options of <c>up</c> on the command line.</summary>
internal sealed class UpArguments
{
    private readonly Option<string?> _data = DataOption();
    private readonly Option<int> _webPort = Port("--web-port", 3000, "Port of the web pages.");
    private readonly Option<int> _apiPort = Port("--api-port", 4000, "Port of the API.");
    private readonly Option<bool> _demo = new("--demo") { Description = "Make a demo account, and submit one example of each model family." };
    private readonly Option<bool> _noAgent = new("--no-agent") { Description = "Start the server only; this machine does not train." };
    private readonly Option<bool> _open = new("--open") { Description = "Open the web page in the browser." };

    private readonly Option<int?> _slots = new("--slots")
    {
        Description = "Jobs that this machine trains at a time; chosen by its cores when left out.",
        HelpName = "N",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int?>() is < 1 or > 256) result.AddError("--slots takes 1 to 256.");
            },
        },
    };

    public IEnumerable<Option> All => [_data, _webPort, _apiPort, _demo, _noAgent, _slots, _open];

    public static Option<string?> DataOption() => new("--data") { Description = "Folder that holds all state; ~/.modelmine when left out.", HelpName = "DIR" };

    public static string Folder(string? named, Surroundings surroundings) =>
        Path.GetFullPath(named is { Length: > 0 } ? named : Path.Combine(surroundings.HomeFolder, ".modelmine"));

    public UpOptions Read(VerbCall call)
    {
        var arguments = call.Arguments;
        var options = new UpOptions(
            Folder(arguments.GetValue(_data), call.Surroundings),
            arguments.GetValue(_webPort),
            arguments.GetValue(_apiPort),
            arguments.GetValue(_demo),
            !arguments.GetValue(_noAgent),
            arguments.GetValue(_slots),
            arguments.GetValue(_open));
        return options.WebPort != options.ApiPort
            ? options
            : throw new CliFailure(ExitCode.Usage, $"The web pages and the API cannot share port {options.WebPort}.", "Choose others with --web-port and --api-port.");
    }

    private static Option<int> Port(string name, int standard, string description) => new(name)
    {
        Description = description,
        HelpName = "PORT",
        DefaultValueFactory = _ => standard,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > 65_535) result.AddError($"{name} takes 1 to 65535.");
            },
        },
    };
}
