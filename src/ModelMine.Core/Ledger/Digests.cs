namespace ModelMine.Core.Ledger;

/// <summary>SHA-256 digests as texts.</summary>
internal static class Digests
{
    /// <summary>Whether a text is 64 lower-case hex digits.</summary>
    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
