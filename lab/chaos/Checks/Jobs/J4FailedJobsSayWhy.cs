using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>A failed job says why.</summary>
internal sealed class J4FailedJobsSayWhy() : BooksQuery("J4", "A job failed without a reason, or has one without having failed", """
    SELECT id FROM jobs WHERE (status = 'FAILED') <> (failure_reason IS NOT NULL AND failure_reason <> '')
    """);
