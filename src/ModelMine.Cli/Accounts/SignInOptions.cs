using System.CommandLine;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Accounts;

/// <summary>How <c>login</c> and <c>signup</c> learn who signs in.</summary>
internal sealed class SignInOptions
{
    public Option<string?> Email { get; } = new("--email") { Description = "E-mail address; asked for when left out.", HelpName = "E-MAIL" };

    public Option<bool> PasswordFromInput { get; } = new("--password-stdin") { Description = "Read the password from standard input's first line." };

    public async Task<Credentials> AskAsync(VerbCall call, CancellationToken cancellationToken)
    {
        var surroundings = call.Surroundings;
        var email = call.Arguments.GetValue(Email) ?? await AskEmailAsync(surroundings, cancellationToken);
        var password = call.Arguments.GetValue(PasswordFromInput)
            ? await surroundings.In.ReadLineAsync(cancellationToken)
            : PasswordPrompt.Ask(surroundings);
        if (string.IsNullOrEmpty(password)) throw new CliFailure(ExitCode.Usage, "The password is empty.");
        return new Credentials(email, password);
    }

    private static async Task<string> AskEmailAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (!surroundings.CanAsk) throw new CliFailure(ExitCode.Usage, "Nobody is there to ask for the e-mail address.", "Pass --email.");
        await surroundings.Error.WriteAsync("E-mail: ".AsMemory(), cancellationToken);
        var email = await surroundings.In.ReadLineAsync(cancellationToken);
        return email is { Length: > 0 } ? email.Trim() : throw new CliFailure(ExitCode.Usage, "The e-mail address is empty.");
    }
}
