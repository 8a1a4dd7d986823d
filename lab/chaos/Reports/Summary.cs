namespace ModelMine.Chaos.Reports;

/// <summary>What a run says at its end.</summary>
internal static class Summary
{
    private const int MostViolations = 20;

    public static void Write(RunReport report, string folder)
    {
        foreach (var target in report.Targets) Console.WriteLine($"{(target.Holds ? "  " : "! ")}{target.Name}: {target.Measured} (asked: {target.Asked})");
        foreach (var violation in report.Violations.Take(MostViolations)) Console.WriteLine($"! {violation.Invariant}: {violation.Sentence} {string.Join(", ", violation.Ids.Take(5))}");
        if (report.Violations.Count > MostViolations) Console.WriteLine($"! … and {report.Violations.Count - MostViolations} more violations.");
        Console.WriteLine($"Seed {report.Seed}: {(report.IsGreen ? "every target holds" : "RED")}. See {Path.Combine(folder, "report.md")}.");
    }
}
