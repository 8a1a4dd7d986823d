using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>Attempts of a job follow each other, and never overlap.</summary>
internal sealed class L1NoTwoAtATime() : BooksQuery("L1", "An attempt began before the one before it had ended", """
    SELECT later.id FROM attempts later JOIN attempts before ON before.job_id = later.job_id AND before.number = later.number - 1
    WHERE before.ended_at IS NULL OR before.ended_at > later.started_at
    """);
