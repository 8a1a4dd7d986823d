using ModelMine.Core.Contracts.Client;

namespace ModelMine.Cli.Shell;

/// <summary>Everything around the program that a verb may touch; tests put their own in its place.</summary>
internal sealed record Surroundings
{
    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal that can redraw lines.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether somebody sits there who can answer a question.</summary>
    public required bool CanAsk { get; init; }

    /// <summary>How the user calls this program, for advice that can be pasted; the script says so.</summary>
    public string Program => Variable("MODELMINE_PROGRAM") is { Length: > 0 } name ? name : "modelmine";

    public required string HomeFolder { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Makes what carries HTTP requests, with a cookie jar of its own.</summary>
    public required Func<HttpMessageHandler> NewHttpHandler { get; init; }

    public static Surroundings OfThisProcess() => new()
    {
        In = Console.In,
        Out = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        HomeFolder = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Variable = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
        NewHttpHandler = () => new NamedConnectionFaults(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }),
    };
}
