namespace ModelMine.Chaos.Runs;

/// <summary>A submit that a server acknowledged.</summary>
/// <param name="Key">Its <c>Idempotency-Key</c>.</param>
/// <param name="User">Who submitted it.</param>
/// <param name="Body">What was submitted, JSON as it was sent.</param>
/// <param name="JobId">The job that was named in the answer.</param>
/// <param name="At">When the answer came.</param>
internal sealed record AcknowledgedSubmit(string Key, string User, string Body, string JobId, DateTimeOffset At);

/// <summary>A cancel that a server acknowledged.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Status">The status in the answer: CANCELED, or another terminal one that came first.</param>
/// <param name="At">When the answer came.</param>
internal sealed record AcknowledgedCancel(string JobId, string Status, DateTimeOffset At);

/// <summary>What one watcher saw of a job's events.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Seqs">Numbers of the events, in the order in which they came, across all its connections.</param>
/// <param name="Connections">How often it connected.</param>
/// <param name="LastStatus">Status in the last event.</param>
/// <param name="SawTheEnd">Whether it watched until the job was terminal.</param>
internal sealed record WatchedFeed(string JobId, IReadOnlyList<long> Seqs, int Connections, string LastStatus, bool SawTheEnd);

/// <summary>A head of the ledger.</summary>
/// <param name="Height">Height of the newest block.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="At">When it was seen.</param>
internal sealed record SeenHead(long Height, string Hash, DateTimeOffset At);

/// <summary>An attempt whose holder was lost: its job must run again, or have ended.</summary>
/// <param name="JobId">The job.</param>
/// <param name="AttemptId">The attempt that was held.</param>
/// <param name="LeaseEpoch">The fence that it was granted with.</param>
/// <param name="Fault">Number of the fault.</param>
/// <param name="LostAt">When the holder was lost, by the database's clock, milliseconds since 1970.</param>
internal sealed record LostHolder(string JobId, string AttemptId, long LeaseEpoch, int Fault, long LostAt);
