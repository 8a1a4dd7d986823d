namespace ModelMine.Server.Shell.Telemetry;

/// <summary>Who may read <c>GET /metrics</c>.</summary>
public enum PrometheusAccess
{
    /// <summary>Programs on the server's own machine, and nobody through a proxy.</summary>
    Loopback,

    /// <summary>Whoever reaches the port. The figures hold no secret, and nothing of any user.</summary>
    Open,

    /// <summary>Nobody: nothing is counted for it.</summary>
    Off,
}
