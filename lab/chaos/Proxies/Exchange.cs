using System.Diagnostics;
using System.Text;

namespace ModelMine.Chaos.Proxies;

/// <summary>One request, and what was answered.</summary>
internal sealed class Exchange(Exchanges all, RequestKind kind, string? identity)
{
    /// <summary>Writes that were done before, and were answered as done when they came again.</summary>
    public const string FoundDone = "found done";

    /// <summary>Writes that a server said it did.</summary>
    public const string WritesDone = "writes done";

    /// <summary>Answers that the database's connection broke within a commit.</summary>
    public const string OutcomeUnknown = "outcome_unknown";

    /// <summary>Answers that the database is away.</summary>
    public const string DatabaseUnavailable = "database_unavailable";

    private readonly long _sentAt = Stopwatch.GetTimestamp();
    private int _heard;

    /// <summary>The first bytes of the answer.</summary>
    public void Heard(ReadOnlySpan<byte> bytes)
    {
        // HTTP/1.1 200 OK
        if (bytes.Length < 12 || Interlocked.Exchange(ref _heard, 1) != 0) return;
        var status = Encoding.ASCII.GetString(bytes.Slice(9, 3));
        all.Tally.Add($"{kind} {status}");
        if (kind is not (RequestKind.Claim or RequestKind.Watch or RequestKind.Events)) all.Took(kind, Stopwatch.GetElapsedTime(_sentAt));
        if (kind.IsWrite() && status[0] == '2') all.Tally.Add(WritesDone);
        if (status == "503") CountReason(bytes);
        if (identity is not null && status[0] == '2' && all.WasDoneBefore(identity)) all.Tally.Add($"{kind} {FoundDone}");
    }

    /// <summary>The connection broke before an answer came.</summary>
    public void Unanswered()
    {
        if (Interlocked.Exchange(ref _heard, 1) == 0) all.Tally.Add($"{kind} unanswered");
    }

    private void CountReason(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("outcome_unknown"u8) >= 0) all.Tally.Add(OutcomeUnknown);
        else if (bytes.IndexOf("database_unavailable"u8) >= 0) all.Tally.Add(DatabaseUnavailable);
    }
}
