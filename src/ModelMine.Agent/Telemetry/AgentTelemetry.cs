using System.Diagnostics;
using System.Reflection;
using ModelMine.Agent.Shell;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ModelMine.Agent.Telemetry;

/// <summary>The agent's spans, and where they are sent.</summary>
internal static class AgentTelemetry
{
    /// <summary>Name of the source of spans.</summary>
    public const string Name = "ModelMine.Agent";

    /// <summary>OpenTelemetry's variable that names a collector; the others of OpenTelemetry hold as well.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>OpenTelemetry's variable that may hold a collector's password.</summary>
    public const string HeadersVariable = "OTEL_EXPORTER_OTLP_HEADERS";

    private const string HttpClientSource = "System.Net.Http";

    /// <summary>The spans. Costs next to nothing while nobody collects them.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Begins to send spans to the collector that the environment names; dispose to send what waits.</summary>
    /// <returns>Null when it names none.</returns>
    /// <exception cref="AgentFailure">What it names is no address.</exception>
    public static TracerProvider? Export()
    {
        if (Environment.GetEnvironmentVariable(EndpointVariable) is not { Length: > 0 } endpoint) return null;
        // Not repeated: it may hold a password.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new AgentFailure(AgentExit.Usage, $"{EndpointVariable} must be the address of a collector, such as http://127.0.0.1:4317.");
        return Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("modelmine-agent", serviceVersion: Version))
            .SetSampler(new ParentBasedSampler(new OnlyAttempts()))
            .AddSource(Name, HttpClientSource)
            .AddOtlpExporter()
            .Build();
    }

    private static string? Version =>
        typeof(AgentTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>Of what belongs to no job, such as heartbeats, nothing is sent.</summary>
    private sealed class OnlyAttempts : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(samplingParameters.Name == AttemptTrace.AttemptSpan ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }
}
