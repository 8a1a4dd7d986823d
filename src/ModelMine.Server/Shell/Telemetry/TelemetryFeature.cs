using ModelMine.Server.Shell.Settings;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ModelMine.Server.Shell.Telemetry;

/// <summary>Registers who collects this server's measurements and spans: nobody, Prometheus, an OTLP collector.</summary>
internal static class TelemetryFeature
{
    // Of the frameworks below only what says something about this server; each brings a dozen meters more.
    private static readonly string[] Meters =
    [
        ServerTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Components.Server.Circuits", "System.Runtime", "Npgsql",
    ];

    /// <summary>Adds what the settings ask for.</summary>
    /// <param name="builder">The server's builder.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<TelemetryOptions>(TelemetryOptions.Section);
        builder.Services.AddSingleton<ISettingsRule>(new TelemetryRule(builder.Configuration));
        var forPrometheus = !string.Equals(
            builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.Prometheus)}"], nameof(PrometheusAccess.Off), StringComparison.OrdinalIgnoreCase);
        var forCollector = OtlpExport.IsWanted(builder.Configuration);
        if (!forPrometheus && !forCollector) return;
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("modelmine-server", serviceVersion: ProductVersion.Text));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            if (forPrometheus) metrics.AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false);
            if (forCollector) metrics.AddOtlpExporter();
        });
        if (!forCollector) return;
        telemetry.WithTracing(traces => traces
            .AddSource(ServerTelemetry.Name)
            .AddAspNetCoreInstrumentation(requests =>
            {
                requests.Filter = TracedRequests.IsTraced;
                requests.EnableAspNetCoreSignalRSupport = false;
            })
            .AddOtlpExporter());
    }
}
