namespace ModelMine.Chaos.Runs;

/// <summary>A job, before it is submitted.</summary>
/// <param name="Number">1, 2, 3, … by time.</param>
/// <param name="At">When it is submitted, from the start of the run.</param>
/// <param name="User">By which user, from 0.</param>
/// <param name="StubSeed">What its trainer does: behaviour × 1000 + tenths of a second (see lab/stub-trainer).</param>
/// <param name="Stake">Tokens.</param>
/// <param name="Priority">1 to 99.</param>
/// <param name="SubmittedTwice">Whether the same submit is sent once more after it was acknowledged.</param>
/// <param name="CanceledAfter">When its owner calls it off, from the acknowledgement; null for never.</param>
/// <param name="IsWatched">Whether somebody follows its events.</param>
internal sealed record PlannedJob(
    int Number, TimeSpan At, int User, int StubSeed, int Stake, int Priority, bool SubmittedTwice, TimeSpan? CanceledAfter, bool IsWatched);
