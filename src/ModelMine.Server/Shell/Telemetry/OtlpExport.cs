namespace ModelMine.Server.Shell.Telemetry;

/// <summary>Sends traces and metrics to a collector, where the settings name one.</summary>
internal static class OtlpExport
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Whether a collector is named. This product's own settings win over OpenTelemetry's variables, and are told to it as such.</summary>
    /// <param name="configuration">The settings.</param>
    public static bool IsWanted(ConfigurationManager configuration)
    {
        var own = configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"];
        if (string.IsNullOrEmpty(own)) return !string.IsNullOrEmpty(configuration[EndpointVariable]);
        var overHttp = string.Equals(
            configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpProtocol)}"], nameof(OtlpProtocol.Http), StringComparison.OrdinalIgnoreCase);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [EndpointVariable] = own,
            [ProtocolVariable] = overHttp ? "http/protobuf" : "grpc",
        });
        return true;
    }
}
