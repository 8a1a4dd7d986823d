namespace ModelMine.Chaos.Checks;

/// <summary>Something that must never be, and was.</summary>
/// <param name="Invariant">Which invariant of the design: <c>J1</c>, <c>L2</c>, <c>G1</c>, <c>T3</c>, …</param>
/// <param name="Sentence">What is wrong, for a person.</param>
/// <param name="Ids">The jobs, attempts, wallets or heights that show it; not more than a reader can use.</param>
internal sealed record Violation(string Invariant, string Sentence, IReadOnlyList<string> Ids);
