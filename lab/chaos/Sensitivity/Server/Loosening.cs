using System.Text.RegularExpressions;

namespace ModelMine.Chaos.Sensitivity.Server;

/// <summary>What becomes of one condition in some statements.</summary>
/// <param name="Statement">How those statements begin.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Instead">What stands there instead.</param>
internal sealed record Loosening(string Statement, Regex Condition, string Instead)
{
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

        // Whoever appends a block sets the head, whatever it is by then; and servers append without waiting for their turn.
        "head-swap" =>
        [
            new("UPDATE ledger_head", new Regex(@"\s+AND height = @\w+ AND hash = @\w+"), ""),
            new("SELECT pg_advisory_xact_lock", new Regex(@"pg_advisory_xact_lock\(@\w+\)"), "1"),
        ],

        _ => throw new ArgumentException($"There is no guard {guard}.", nameof(guard)),
    };

    /// <summary>The statement, loosened when it is one of those.</summary>
    public string Apply(string sql) => sql.StartsWith(Statement, StringComparison.Ordinal) ? Condition.Replace(sql, Instead) : sql;
}
