using System.Data.Common;
using ModelMine.Chaos.Runs;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Checks;

/// <summary>A run whose faults have ended, whose servers all run, and whose jobs had their time: what checks look at.</summary>
/// <param name="Record">What the outside saw while it ran.</param>
/// <param name="OpenDatabaseAsync">Opens the database, past the servers; the caller disposes it.</param>
/// <param name="Users">Who submitted, through the API of one server: name as in <see cref="AcknowledgedSubmit.User"/>.</param>
internal sealed record FinishedRun(
    RunRecord Record, Func<CancellationToken, Task<DbConnection>> OpenDatabaseAsync, IReadOnlyDictionary<string, UserApiClient> Users);
