namespace ModelMine.Chaos.Proxies;

/// <summary>What a request asks for.</summary>
internal enum RequestKind
{
    Other,
    Submit,
    Cancel,
    Events,
    Claim,
    Watch,
    Heartbeat,
    Report,
    Snapshot,
    Complete,
    Fail,
    Release,
    Blob,
}
