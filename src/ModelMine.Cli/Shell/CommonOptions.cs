using System.CommandLine;

namespace ModelMine.Cli.Shell;

/// <summary>Options that verbs have in common.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON for programs, and nothing else; errors go to standard error as JSON.",
        Recursive = true,
    };

    /// <summary>Of every verb that calls a server, and of the root, so that it may stand before the verb.</summary>
    public static Option<Uri?> Server { get; } = new("--server")
    {
        Description = $"Address of the server. Otherwise ${ServerChoice.ServerVariable}, then the one signed in to, then {ServerChoice.DefaultServer}.",
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
            result.AddError($"\"{text}\" is not an address. Expected one such as {ServerChoice.DefaultServer}.");
            return null;
        },
    };
}
