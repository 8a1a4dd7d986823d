using System.Text;

namespace ModelMine.Agent.Trainers;

/// <summary>Makes a log line of whatever a program wrote.</summary>
internal static class LogText
{
    /// <summary>Characters of the longest line that a server takes.</summary>
    public const int Longest = 4000;

    private const string CutMark = "… (cut)";

    /// <summary>Text without control characters, of bounded length.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="longest">Most characters.</param>
    public static string Clean(string text, int longest = Longest)
    {
        if (text.Length > longest)
        {
            var end = longest - CutMark.Length;
            if (char.IsHighSurrogate(text[end - 1])) end--;
            text = string.Concat(text.AsSpan(0, end), CutMark);
        }

        return text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\x7f')
            ? string.Create(text.Length, text, static (span, from) =>
            {
                for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(from[i]) && from[i] is not ('\t' or '\n') ? ' ' : from[i];
            }).TrimEnd()
            : text;
    }

    /// <summary>The same of bytes; what is not UTF-8 shows as replacement characters.</summary>
    /// <param name="bytes">What was written.</param>
    public static string Clean(ReadOnlySpan<byte> bytes) => Clean(Encoding.UTF8.GetString(bytes));
}
