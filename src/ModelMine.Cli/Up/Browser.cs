using System.ComponentModel;
using System.Diagnostics;

namespace ModelMine.Cli.Up;

/// <summary>Opens a page in the user's browser.</summary>
internal static class Browser
{
    public static void Open(Uri address, Action<string> tell)
    {
        var program = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        try
        {
            var start = new ProcessStartInfo(program, [address.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true };
            if (OperatingSystem.IsWindows()) start = new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true };
            Process.Start(start)?.Dispose();
        }
        catch (Win32Exception)
        {
            tell($"There is no {program} to open the browser with: open {address.AbsoluteUri} yourself.");
        }
    }
}
