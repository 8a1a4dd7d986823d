using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Tests.Server.Shell;

public sealed class SettingsTests
{
    [Fact]
    public void EveryWrongSetting_IsNamedWithItsKeyAndWhatItTakes() => ProblemsOf(new()
    {
        ["ModelMine:WebPort"] = "70000",
        ["ModelMine:ApiPort"] = "many",
        ["ModelMine:Storage"] = "oracle",
        ["ModelMine:UserLimits:RunningJobs"] = "0",
        ["ModelMine:BindAddress"] = "",
    }).ShouldBe(
        [
            "ModelMine:BindAddress is empty; leave it out, or give it a value.",
            "ModelMine:WebPort is 70000; it takes 0 to 65535.",
            "ModelMine:ApiPort is “many”; it takes a whole number.",
            "ModelMine:Storage is “oracle”; it takes sqlite or postgres.",
            "ModelMine:UserLimits:RunningJobs is 0; it takes 1 to 1000000.",
        ],
        ignoreOrder: true);

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("Database=modelmine;Password=hunter2", "names no Host")]
    [InlineData("Host=db;Password=hunter2", "names no Database")]
    [InlineData("Host=db;Database=modelmine;Port=hunter2", "cannot be read")]
    [InlineData("Host=db;Database=modelmine;hunter2", "cannot be read")]
    public void Postgres_ThatCannotBeUsed_IsSaidWithoutItsPassword(string? connectionString, string words)
    {
        var problem = ProblemsOf(new() { ["ModelMine:Storage"] = "postgres", ["ModelMine:Postgres"] = connectionString }).ShouldHaveSingleItem();

        problem.ShouldStartWith("ModelMine:Postgres ");
        problem.ShouldContain(words);
        problem.ShouldNotContain("hunter2");
    }

    [Fact]
    public void PostgresWithoutItsStorage_IsRefused() =>
        ProblemsOf(new() { ["ModelMine:Postgres"] = "Host=db;Database=modelmine" }).ShouldHaveSingleItem().ShouldContain("ModelMine:Storage is sqlite");

    [Fact]
    public void GoodSettings_HaveNoProblem()
    {
        ProblemsOf([]).ShouldBeEmpty();
        ProblemsOf(new() { ["ModelMine:Storage"] = "Postgres", ["ModelMine:Postgres"] = "Host=db;Database=modelmine;Username=m;Password=p" }).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> ProblemsOf(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddSettings<ModelMineOptions>(ModelMineOptions.Section).AddSettings<UserLimitOptions>(UserLimitOptions.Section).AddData();
        return SettingsCheck.ProblemsOf(configuration, services);
    }
}
