using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>The epoch rises with every grant, and the job's own is never behind.</summary>
internal sealed class L2EpochRises() : BooksQuery("L2", "A lease was granted under an epoch that did not rise", """
    SELECT later.id FROM attempts later JOIN attempts before ON before.job_id = later.job_id AND before.number < later.number
    WHERE before.lease_epoch >= later.lease_epoch
    UNION
    SELECT a.id FROM attempts a JOIN jobs j ON j.id = a.job_id WHERE a.lease_epoch > j.lease_epoch
    """);
