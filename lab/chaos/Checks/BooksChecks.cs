using ModelMine.Chaos.Checks.Books;
using ModelMine.Chaos.Checks.Jobs;
using ModelMine.Chaos.Checks.Leases;
using ModelMine.Chaos.Checks.Ledger;
using ModelMine.Chaos.Checks.Tokens;
using ModelMine.Core.Ledger;

namespace ModelMine.Chaos.Checks;

/// <summary>Every check of the database alone.</summary>
internal static class BooksChecks
{
    /// <summary>All of them; those marked as such hold only once every job has ended.</summary>
    public static IReadOnlyList<BooksCheck> All { get; } =
    [
        new J1OneStateEach(), new J1EndsInTheEnd(), new J2OnlyLegalMoves(), new J2LastEventIsTheState(), new J3KeysNameOneJob(),
        new J4AttemptsAreCounted(), new J4FailedJobsSayWhy(), new J5TurnsAreTaken(), new J6OneEnd(),
        new L1OneHolder(), new L1NoTwoAtATime(), new L2EpochRises(), new L2NoStaleWrite(), new L3TimesAreTheDatabases(), new L5EventsAreGapless(), new L5LogLinesAreGapless(),
        new G1OneBlockEach(), new G1HeightsAreGapless(), new G2ChainRecomputes(), new G5TamperingIsFound(LedgerChain.Verify), new G6OneTextEach(),
        new T1NothingMadeOrLost(), new T1OnlyGrantsMake(), new T2NothingBelowZero(), new T2NeverBelowZero(),
        new T3StakesEndWithTheirJobs(), new T3EachMovementOnce(), new T3EscrowHoldsWhatIsOpen(), new T4PartsMakeTheStake(),
        new T5CompletedMeansPaid(), new T6TransfersReplay(), new T7StaleAttemptsEarnNothing(), new T7RewardsAreEarned(),
    ];
}
