using System.Text;

using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Accounts;

/// <summary>Asks for a password without showing it.</summary>
internal static class PasswordPrompt
{
    public static string Ask(Surroundings surroundings)
    {
        if (!surroundings.CanAsk) throw new CliFailure(ExitCode.Usage, "Nobody is there to ask for the password.", "Pass --password-stdin.");
        surroundings.Error.Write("Password: ");
        var password = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                if (password.Length > 0) password.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                password.Append(key.KeyChar);
            }
        }

        surroundings.Error.WriteLine();
        return password.ToString();
    }
}
