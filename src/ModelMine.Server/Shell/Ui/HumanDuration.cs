namespace ModelMine.Server.Shell.Ui;

/// <summary>Says lengths of time as people do.</summary>
public static class HumanDuration
{
    /// <summary>Such as <c>0.4 s</c>, <c>45 s</c>, <c>2 min 14 s</c>, <c>1 h 3 min</c>, <c>3 d 4 h</c>; never more than two units.</summary>
    /// <param name="duration">The length; below zero counts as zero.</param>
    public static string Say(TimeSpan duration)
    {
        if (duration < TimeSpan.FromMilliseconds(50)) return "0 s";
        if (duration < TimeSpan.FromSeconds(9.95)) return FormattableString.Invariant($"{duration.TotalSeconds:0.#} s");
        var seconds = (long)Math.Round(duration.TotalSeconds);
        return seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => TwoUnits(seconds / 60, "min", seconds % 60, "s"),
            < 86_400 => TwoUnits(seconds / 3600, "h", seconds % 3600 / 60, "min"),
            _ => TwoUnits(seconds / 86_400, "d", seconds % 86_400 / 3600, "h"),
        };
    }

    /// <summary>As <see cref="Say(TimeSpan)"/>, from seconds.</summary>
    /// <param name="seconds">Seconds; not finite counts as zero.</param>
    public static string Say(double seconds) =>
        Say(double.IsFinite(seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e9)) : TimeSpan.Zero);

    /// <summary>How long before now: <c>just now</c>, <c>12 s ago</c>, <c>5 min ago</c>, <c>2 d ago</c>; one unit.</summary>
    /// <param name="at">When it was; the future counts as now.</param>
    /// <param name="now">Now.</param>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var seconds = (long)(now - at).TotalSeconds;
        return seconds switch
        {
            < 5 => "just now",
            < 60 => $"{seconds} s ago",
            < 3600 => $"{seconds / 60} min ago",
            < 86_400 => $"{seconds / 3600} h ago",
            _ => $"{seconds / 86_400} d ago",
        };
    }

    private static string TwoUnits(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
