using CsCheck;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Core.Contracts;

/// <summary>Invariant J2: a job makes only the moves of the table, and terminal is final.</summary>
public sealed class JobTransitionsProperties
{
    private static readonly JobStatus[] All = Enum.GetValues<JobStatus>();

    [Fact]
    public void IsAllowed_FromATerminalState_NeverToAny() => All.Where(from => from.IsTerminal())
        .SelectMany(_ => All, JobTransitions.IsAllowed).ShouldAllBe(allowed => !allowed);

    [Fact]
    public void IsAllowed_ToTheSameState_Never() => All.ShouldAllBe(state => !JobTransitions.IsAllowed(state, state));

    [Fact]
    public void EachState_IsReachableFromPending()
    {
        var reached = new HashSet<JobStatus> { JobStatus.Pending };
        while (All.Any(to => reached.Any(from => JobTransitions.IsAllowed(from, to)) && reached.Add(to)))
        {
            // Goes on until nothing new is reached.
        }

        reached.Order().ShouldBe(All);
    }

    [Fact]
    public void EachStateThatIsNotTerminal_CanStillEnd() => All.Where(state => !state.IsTerminal())
        .ShouldAllBe(state => All.Any(end => end.IsTerminal() && JobTransitions.IsAllowed(state, end)));

    [Fact]
    public void Completed_OnlyAfterRunning() => All.Where(from => JobTransitions.IsAllowed(from, JobStatus.Completed)).ShouldBe([JobStatus.Running]);

    /// <summary>Any moves tried in any order: once terminal, the state stays what it is.</summary>
    [Fact]
    public void AnyAttemptedMoves_TerminalIsFinal() => Gen.Enum<JobStatus>().Array[0, 30].Sample(moves =>
    {
        var state = JobStatus.Pending;
        JobStatus? end = null;
        foreach (var next in moves)
        {
            state = JobTransitions.IsAllowed(state, next) ? next : state;
            end ??= state.IsTerminal() ? state : null;
        }

        (end ?? state).ShouldBe(state);
    });
}
