using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Tests.Server.Shell.Telemetry;

public sealed class TelemetrySettingsTests
{
    [Fact]
    public void WrongSettings_AreAllNamed_WithoutWhatMayBeSecret()
    {
        var problems = ProblemsOf(new()
        {
            ["ModelMine:Telemetry:OtlpEndpoint"] = "collector/hunter2",
            ["ModelMine:Telemetry:OtlpProtocol"] = "smoke",
            ["ModelMine:Telemetry:Prometheus"] = "public",
            ["ModelMine:Logs"] = "yaml",
        });

        problems.ShouldBe(
            [
                "ModelMine:Telemetry:OtlpEndpoint must be the address of a collector, such as http://127.0.0.1:4317.",
                "ModelMine:Telemetry:OtlpProtocol is “smoke”; it takes grpc or http.",
                "ModelMine:Telemetry:Prometheus is “public”; it takes loopback or open or off.",
                "ModelMine:Logs is “yaml”; it takes text or json.",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void VariableOfOpenTelemetry_ThatIsNoAddress_IsNamed() =>
        ProblemsOf(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "ftp://hunter2@collector" }).ShouldHaveSingleItem()
            .ShouldBe("OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector, such as http://127.0.0.1:4317.");

    [Theory]
    [InlineData("ModelMine:Telemetry:OtlpEndpoint", "https://collector:4318")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")]
    [InlineData("ModelMine:Telemetry:Prometheus", "Off")]
    public void GoodSettings_HaveNoProblem(string key, string value) => ProblemsOf(new() { [key] = value }).ShouldBeEmpty();

    private static IReadOnlyList<string> ProblemsOf(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddShell();
        return SettingsCheck.ProblemsOf(builder.Configuration, builder.Services);
    }
}
