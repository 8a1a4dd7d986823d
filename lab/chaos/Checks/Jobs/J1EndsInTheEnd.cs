using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>Once faults stop, every job ends.</summary>
internal sealed class J1EndsInTheEnd() : BooksQuery("J1", "A job has not ended, though the faults have", """
    SELECT id FROM jobs WHERE status NOT IN ('COMPLETED', 'FAILED', 'CANCELED')
    """)
{
    /// <inheritdoc/>
    public override bool OnlyInTheEnd => true;
}
