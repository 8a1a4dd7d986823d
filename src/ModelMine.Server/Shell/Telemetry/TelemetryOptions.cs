namespace ModelMine.Server.Shell.Telemetry;

/// <summary>
/// What others may see of this server's inner life: section <c>ModelMine:Telemetry</c>. The environment variables of
/// OpenTelemetry hold as well (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>OTEL_TRACES_SAMPLER</c>, <c>OTEL_RESOURCE_ATTRIBUTES</c>, …).
/// </summary>
public sealed class TelemetryOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = $"{ModelMineOptions.Section}:Telemetry";

    /// <summary>Collector that traces and metrics are sent to, such as <c>http://collector:4317</c>; nothing is sent when left out.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How they are sent.</summary>
    public OtlpProtocol OtlpProtocol { get; set; }

    /// <summary>Who may read <c>GET /metrics</c>.</summary>
    public PrometheusAccess Prometheus { get; set; }
}
