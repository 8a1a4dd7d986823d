namespace ModelMine.Core.JobConfigs;

/// <summary>JSON paths (RFC 9535) of the places that problems name.</summary>
public static class JsonPath
{
    /// <summary><c>$.name</c>, or <c>$['odd name']</c> for a name that is not a plain word.</summary>
    /// <param name="parent">Path of what holds it.</param>
    /// <param name="name">Its name; of a long one, the beginning.</param>
    public static string Child(string parent, string name)
    {
        var plain = name.Length is > 0 and <= 64
            && !char.IsAsciiDigit(name[0])
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        if (plain)
        {
            return $"{parent}.{name}";
        }

        var cut = name.Length > 64 ? string.Concat(name.AsSpan(0, 63), "…") : name;
        return $"{parent}['{cut.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";
    }
}
