using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Shell.Telemetry;

/// <summary>What must hold of the addresses that telemetry is sent to. They are never repeated: they may hold a password.</summary>
/// <param name="configuration">Holds the variables of OpenTelemetry, which are in no section.</param>
internal sealed class TelemetryRule(IConfiguration configuration) : ISettingsRule
{
    public IEnumerable<string> WhyNot(CheckedSettings settings)
    {
        var endpoint = settings.Of<TelemetryOptions>().OtlpEndpoint;
        if (!IsGood(endpoint)) yield return Wrong($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}");
        // Where both are given, this product's own counts.
        else if (string.IsNullOrEmpty(endpoint) && !IsGood(configuration[OtlpExport.EndpointVariable])) yield return Wrong(OtlpExport.EndpointVariable);
    }

    private static bool IsGood(string? endpoint) =>
        string.IsNullOrEmpty(endpoint) || (Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    private static string Wrong(string key) => $"{key} must be the address of a collector, such as http://127.0.0.1:4317.";
}
