using Microsoft.Extensions.Configuration;
using ModelMine.Server.Shell.Health;

namespace ModelMine.Tests.Server.Shell;

public sealed class HealthVerbTests
{
    [Theory]
    [InlineData(null, null, "http://127.0.0.1:4000/health/ready")]
    [InlineData("*", "8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("10.1.2.3", "4000", "http://10.1.2.3:4000/health/ready")]
    [InlineData("::1", "4000", "http://[::1]:4000/health/ready")]
    public void Address_IsWhereTheServerListens(string? bind, string? port, string expected) =>
        HealthVerb.Address(Settings(bind, port)).ToString().ShouldBe(expected);

    [Fact]
    public void Address_OfAPortThatIsNotKnown_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => HealthVerb.Address(Settings("*", "0"))).Message.ShouldContain("ModelMine:ApiPort");

    [Fact]
    public async Task Verb_TellsAReadyServerFromOneThatIsNotThere()
    {
        string port;
        await using (var app = await TestApp.StartAsync())
        {
            port = $"--ModelMine:ApiPort={app.Api.Port}";
            (await HealthVerb.RunAsync([HealthVerb.Name, port])).ShouldBe(0);
        }

        (await HealthVerb.RunAsync([HealthVerb.Name, port])).ShouldBe(1);
    }

    private static IConfiguration Settings(string? bind, string? port) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("ModelMine:BindAddress", bind ?? "127.0.0.1"), new("ModelMine:ApiPort", port ?? "4000")]).Build();
}
