namespace ModelMine.Chaos.Sensitivity;

/// <summary>Something that keeps a promise of the design, and that the lab can take away from a server that was built for it.</summary>
/// <param name="Name">As the server's build for the lab knows it.</param>
/// <param name="What">What is taken away, for a reader of the report.</param>
/// <param name="Drops">What the database keeps to the same end, and must be dropped as well for anything to show.</param>
/// <param name="Breaks">Invariants of which at least one must then be found broken.</param>
internal sealed record Guard(string Name, string What, IReadOnlyList<string> Drops, IReadOnlyList<string> Breaks)
{
    /// <summary>
    /// The three. The second and the third promise are kept more than once over, and as long as one of the guards stands nothing shows:
    /// so all that guard the promise are taken away together, and nothing else.
    /// </summary>
    public static IReadOnlyList<Guard> All { get; } =
    [
        new("epoch-fence", "writes of agents are taken whatever their lease epoch", [], ["L1", "L2", "T7"]),
        new(
            "unique-refund", "a canceled job can be canceled again, its stake resolved again, and a movement of tokens happen twice",
            ["DROP INDEX ix_transfers_key"], ["T3"]),
        new(
            "head-swap",
            "the ledger's head is set whatever it is, servers append without taking turns to the head that their transaction began with, and a height can be taken twice",
            ["ALTER TABLE ledger_blocks DROP CONSTRAINT \"PK_ledger_blocks\""], ["G1", "G2"]),
    ];
}
