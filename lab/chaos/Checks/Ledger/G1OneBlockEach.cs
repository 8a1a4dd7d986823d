using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>Blocks are the completed jobs, one to one.</summary>
internal sealed class G1OneBlockEach() : BooksQuery("G1", "A completed job has no block, or a block has no completed job", """
    SELECT j.id FROM jobs j WHERE j.status = 'COMPLETED' AND (SELECT COUNT(*) FROM ledger_blocks b WHERE b.job_id = j.id) <> 1
    UNION ALL
    SELECT b.job_id FROM ledger_blocks b LEFT JOIN jobs j ON j.id = b.job_id AND j.status = 'COMPLETED' WHERE j.id IS NULL
    """);
