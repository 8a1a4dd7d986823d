namespace ModelMine.Server.Shell.Telemetry;

/// <summary>How traces and metrics are sent to a collector.</summary>
public enum OtlpProtocol
{
    /// <summary>OTLP over gRPC; collectors take it at port 4317.</summary>
    Grpc,

    /// <summary>OTLP over HTTP, as protobuf; collectors take it at port 4318.</summary>
    Http,
}
