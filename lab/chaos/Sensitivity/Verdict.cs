using ModelMine.Chaos.Reports;

namespace ModelMine.Chaos.Sensitivity;

/// <summary>Whether a run showed what it had to.</summary>
/// <param name="IsAsExpected">Red for the right reason without the guard; green with all of them.</param>
/// <param name="Words">The same for a reader.</param>
internal sealed record Verdict(bool IsAsExpected, string Words)
{
    /// <summary>Judges a run.</summary>
    /// <param name="without">The guard that was taken away; null for none.</param>
    /// <param name="report">What the run showed.</param>
    public static Verdict Of(Guard? without, RunReport report)
    {
        var broken = report.Violations.Select(violation => violation.Invariant).Distinct().Order(StringComparer.Ordinal).ToList();
        if (without is null) return WithAll(report, broken);
        var noticed = without.Breaks.Intersect(broken).ToList();
        return noticed.Count > 0
            ? new Verdict(true, $"Without {without.Name}: red, as it must be ({string.Join(", ", broken)}).")
            : new Verdict(false, $"Without {without.Name}: NOT NOTICED; one of {string.Join(", ", without.Breaks)} should be broken, and {(broken.Count == 0 ? "nothing" : string.Join(", ", broken))} is.");
    }

    /// <summary>Green is worth something only where every guard was leaned on.</summary>
    private static Verdict WithAll(RunReport report, List<string> broken)
    {
        long Count(string what) => report.Counts.GetValueOrDefault(what);
        var (stale, cancels, rivals) = (Count("stale report: refused") + Count("stale completion: refused"), Count("repeated cancel: taken"), Count("rival completion: taken"));
        var leaned = $"{stale} stale writes refused, {cancels} cancels of canceled jobs, {rivals} completions at the same instant";
        if (broken.Count > 0) return new Verdict(false, $"With all guards: RED ({string.Join(", ", broken)}).");
        return stale > 0 && cancels > 0 && rivals > 0
            ? new Verdict(true, $"With all guards: green ({leaned}).")
            : new Verdict(false, $"With all guards: green, but nothing leaned on some of them ({leaned}).");
    }
}
