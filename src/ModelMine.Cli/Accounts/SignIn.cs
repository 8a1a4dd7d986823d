using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

using Spectre.Console;

namespace ModelMine.Cli.Accounts;

/// <summary>Turns an e-mail address and a password into a stored personal token.</summary>
internal static class SignIn
{
    public static async Task<int> RunAsync(VerbCall call, Credentials credentials, bool makeAccount, CancellationToken cancellationToken)
    {
        using var http = call.Server.NewHttpClient(call.Surroundings, signedIn: false);
        var api = new UserApiClient(http, call.Surroundings.Time);
        var account = makeAccount
            ? await api.SignUpAsync(credentials, cancellationToken)
            : await LoginAsync(api, credentials, cancellationToken);
        var token = await api.CreateTokenAsync(new NewAccessToken(TokenName(), CanWrite: true), cancellationToken);
        var file = new CredentialFile(call.Surroundings);
        file.Write(new StoredCredentials(call.Server.Address, account.Email, token.Info.Id, token.Token));
        await api.LogoutAsync(cancellationToken);
        call.Print(
            new { server = call.Server.Address, account.UserId, account.Email, account.Balance, tokenId = token.Info.Id, file.Path },
            console => console.WriteLine(
                $"Signed in to {call.Server.Address.AbsoluteUri.TrimEnd('/')} as {account.Email}, balance {Say.Count(account.Balance)} tokens. "
                + $"The token is in {file.Path}."));
        return ExitCode.Success;
    }

    private static async Task<AccountView> LoginAsync(UserApiClient api, Credentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            return await api.LoginAsync(credentials, cancellationToken);
        }
        catch (ApiException e) when (e.Status is System.Net.HttpStatusCode.Unauthorized)
        {
            // What the server says fits better here than the usual advice to sign in.
            throw new CliFailure(ExitCode.NotSignedIn, e.Problem.Title, e.Problem.Detail);
        }
    }

    private static string TokenName()
    {
        var name = $"modelmine on {Environment.MachineName}";
        return name.Length <= 60 ? name : name[..60];
    }
}
