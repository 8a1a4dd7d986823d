using Microsoft.Playwright;
using ModelMine.SystemTests.Harness;

namespace ModelMine.SystemTests.Browser;

/// <summary>Signs the network's one user in, as a person does.</summary>
internal static class SignIn
{
    public static async Task AsAdaAsync(IPage page, RealNetwork network)
    {
        await page.GotoAsync(network.Page("/login"));
        await page.Locator("#email").FillAsync("ada@example.org");
        await page.Locator("#password").FillAsync("a long enough password");
        await page.Locator(".account form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/dashboard");
    }
}
