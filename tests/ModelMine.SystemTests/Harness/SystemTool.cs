using System.Diagnostics;

namespace ModelMine.SystemTests.Harness;

/// <summary>Runs programs of the system that set a test's scene.</summary>
internal static class SystemTool
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, with blanks between them.</param>
    /// <exception cref="InvalidOperationException">It is not there, or it failed.</exception>
    public static void Run(string program, string arguments)
    {
        if (WhyNot(program, arguments) is { } problem) throw new InvalidOperationException(problem);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, with blanks between them.</param>
    /// <returns>Why it failed; null when it did not.</returns>
    public static string? WhyNot(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments.Split(' ')) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program} {arguments}: {said.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return $"{program}: {missing.Message}";
        }
    }
}
