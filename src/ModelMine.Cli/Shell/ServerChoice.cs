using System.Net.Http.Headers;

using ModelMine.Cli.Accounts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Cli.Shell;

/// <summary>Which server a verb talks to, and as whom.</summary>
/// <param name="Address">Its address, without <c>/api</c>.</param>
/// <param name="Token">The personal token to show it; null when there is none for it.</param>
internal sealed record ServerChoice(Uri Address, string? Token)
{
    public const string ServerVariable = "MODELMINE_SERVER";

    public const string TokenVariable = "MODELMINE_TOKEN";

    public const string DefaultServer = "http://localhost:4000";

    /// <summary>A stored token goes to no server but the one that it was made on.</summary>
    public static ServerChoice Make(Uri? named, Surroundings surroundings)
    {
        var stored = new CredentialFile(surroundings).Read();
        var address = named ?? FromVariable(surroundings) ?? stored?.Server ?? new Uri(DefaultServer);
        var token = surroundings.Variable(TokenVariable) is { Length: > 0 } fromVariable ? fromVariable
            : stored is not null && UserApiClient.BaseAddress(stored.Server) == UserApiClient.BaseAddress(address) ? stored.Token
            : null;
        return new ServerChoice(address, token);
    }

    public HttpClient NewHttpClient(Surroundings surroundings, bool signedIn = true)
    {
        var http = new HttpClient(surroundings.NewHttpHandler()) { BaseAddress = UserApiClient.BaseAddress(Address) };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("modelmine-cli", typeof(ServerChoice).Assembly.GetName().Version?.ToString(3)));
        if (signedIn && Token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return http;
    }

    private static Uri? FromVariable(Surroundings surroundings)
    {
        if (surroundings.Variable(ServerVariable) is not { Length: > 0 } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        throw new CliFailure(ExitCode.Usage, $"{ServerVariable} is \"{text}\", which is not an address.", $"Expected one such as {DefaultServer}.");
    }
}
