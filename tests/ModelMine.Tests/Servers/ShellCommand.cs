using System.Diagnostics;

namespace ModelMine.Tests.Servers;

/// <summary>A program that runs to its end.</summary>
internal static class ShellCommand
{
    /// <summary>Runs it; throws with what it printed when it fails.</summary>
    /// <param name="user">Whom to run as, when this process may choose.</param>
    /// <param name="command">The program and its arguments.</param>
    public static async Task RunAsync(string? user, params string[] command)
    {
        string[] whole = user is not null && Environment.UserName == "root" ? ["runuser", "-u", user, "--", .. command] : command;
        using var process = Process.Start(new ProcessStartInfo(whole[0], whole[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/",
        })!;
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{string.Concat(printed)}");
    }
}
