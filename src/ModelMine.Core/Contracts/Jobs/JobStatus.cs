namespace ModelMine.Core.Contracts;

/// <summary>The state of a job. The last three are terminal.</summary>
public enum JobStatus
{
    /// <summary>Waits for a node.</summary>
    Pending,

    /// <summary>A node holds its lease.</summary>
    Running,

    /// <summary>Trained, settled, in the ledger.</summary>
    Completed,

    /// <summary>Every attempt failed; the stake was refunded.</summary>
    Failed,

    /// <summary>Its owner called it off.</summary>
    Canceled,
}
