using Microsoft.Playwright;

namespace ModelMine.SystemTests.Browser;

/// <summary>The system's own Chromium, without a window and without a word to anyone but the pages under test.</summary>
internal static class ChromiumBrowser
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright) => await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Array.Find(Paths, File.Exists)
            ?? throw new FileNotFoundException("The browser tests need Chromium: apt-get install chromium (./modelmine test does it when run as root)."),
        Headless = true,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync",
        ],
    });
}
