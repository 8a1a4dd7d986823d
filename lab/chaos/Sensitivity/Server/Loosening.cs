using System.Text.RegularExpressions;

namespace ModelMine.Chaos.Sensitivity.Server;

/// <summary>What becomes of one condition in some statements.</summary>
/// <param name="Statement">How those statements begin.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Instead">What stands there instead.</param>
internal sealed record Loosening(string Statement, Regex Condition, string Instead)
{
    /// <summary>Keeps the head in mind until the transaction ends.</summary>
    private const string NoteHead = "set_config('lab.head', height || ' ' || hash, true)";

    /// <summary>What the removal of a guard takes: the guard itself, and what else would stand in for it.</summary>
    /// <param name="guard">Its name.</param>
    /// <exception cref="ArgumentException">There is no such guard.</exception>
    public static IReadOnlyList<Loosening> Of(string guard) => guard switch
    {
        // Any attempt's writes count, whoever holds the lease.
        "epoch-fence" => [new("UPDATE jobs", new Regex(@"\s+AND lease_epoch = @\w+"), "")],

        // A job that is canceled can be canceled once more, and its stake is resolved once more.
        "unique-refund" =>
        [
            new("UPDATE stakes", new Regex(@"\s+AND resolution IS NULL"), ""),
            new("UPDATE jobs SET status = 'CANCELED'", new Regex(@"AND status = (@\w+)"), "AND status IN ($1, 'CANCELED')"),
        ],

        // Whoever appends a block sets the head, whatever it is by then; and servers append without waiting for their turn. They would
        // still wait for each other at the escrow's row before they read the head, so each builds on the head that its transaction began with.
        "head-swap" =>
        [
            new("SELECT pg_advisory_xact_lock", new Regex(".+", RegexOptions.Singleline), "SELECT " + NoteHead + " FROM ledger_head WHERE id = 1"),
            new(
                "SELECT height AS \"Height\", hash AS \"Hash\" FROM ledger_head", new Regex(".+", RegexOptions.Singleline),
                "SELECT split_part(current_setting('lab.head'), ' ', 1)::bigint AS \"Height\", split_part(current_setting('lab.head'), ' ', 2) AS \"Hash\""),
            new("UPDATE ledger_head", new Regex(@"\s+AND height = @\w+ AND hash = @\w+"), " RETURNING " + NoteHead),
        ],

        _ => throw new ArgumentException($"There is no guard {guard}.", nameof(guard)),
    };

    /// <summary>The statement, loosened when it is one of those.</summary>
    public string Apply(string sql) => sql.StartsWith(Statement, StringComparison.Ordinal) ? Condition.Replace(sql, Instead) : sql;
}
