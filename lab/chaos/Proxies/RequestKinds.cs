namespace ModelMine.Chaos.Proxies;

/// <summary>Tells requests apart by their method and path.</summary>
internal static class RequestKinds
{
    /// <summary>Those that change something, and whose repetition must change nothing.</summary>
    public static bool IsWrite(this RequestKind kind) =>
        kind is RequestKind.Submit or RequestKind.Cancel or RequestKind.Report or RequestKind.Snapshot or RequestKind.Complete or RequestKind.Fail or RequestKind.Release;

    public static RequestKind Of(string method, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var rest = parts is ["api", ..] ? parts[1..] : parts;
        return (method, rest) switch
        {
            ("POST", ["jobs"]) => RequestKind.Submit,
            ("POST", ["jobs", _, "cancel"]) => RequestKind.Cancel,
            ("GET", ["jobs", _, "events"]) => RequestKind.Events,
            ("POST", ["nodes", "claim"]) => RequestKind.Claim,
            ("POST", ["nodes", "watch"]) => RequestKind.Watch,
            ("POST", ["nodes", "heartbeat"]) => RequestKind.Heartbeat,
            ("POST", ["nodes", "attempts", _, var verb]) => OfAttempt(verb),
            (_, ["nodes", "blobs", _]) => RequestKind.Blob,
            _ => RequestKind.Other,
        };
    }

    private static RequestKind OfAttempt(string verb) => verb switch
    {
        "report" => RequestKind.Report,
        "snapshot" => RequestKind.Snapshot,
        "complete" => RequestKind.Complete,
        "fail" => RequestKind.Fail,
        "release" => RequestKind.Release,
        _ => RequestKind.Other,
    };
}
