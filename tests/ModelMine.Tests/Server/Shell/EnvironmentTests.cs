using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Hosting;
using ModelMine.Server.Accounts;

namespace ModelMine.Tests.Server.Shell;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Start_InAnyEnvironment_TakesASignUp(string environment)
    {
        await using var app = await TestApp.StartAsync(environment: environment);
        app.Get<IHostEnvironment>().EnvironmentName.ShouldBe(environment);
        var user = await app.CreateUserAsync();
        (await user.Api.WalletAsync(TestContext.Current.CancellationToken)).Balance.ShouldBe(1000);
    }

    [Fact]
    public async Task Start_OfEveryTest_ChecksWhatIsSharedAndWhatIsNot()
    {
        await using var app = await TestApp.StartAsync();
        Should.Throw<InvalidOperationException>(() => app.Get<UserManager<User>>()).Message.ShouldContain("scoped service");
    }
}
