using CsCheck;
using ModelMine.Server.Dispatch;

namespace ModelMine.Tests.Server.Dispatch;

/// <summary>
/// One slot, many users, jobs of one minute each: whatever comes, whoever waits gets a turn. The queue is simulated with the
/// real order, because a law about all time cannot be seen on a few jobs of a database.
/// </summary>
public sealed class TurnOrderProperties
{
    private const long Minute = 60_000;
    private static readonly Gen<int> Priorities = Gen.Int[1, 99];

    [Fact]
    public void NoJob_WaitsForEver_HoweverManyMoreUrgentOnesCome() =>
        Gen.Select(Gen.Int[1, 5], Priorities, Gen.Int[1, 3]).Sample((others, priority, perMinute) =>
        {
            var queue = new SimulatedQueue();
            var low = queue.Submit("low", priority);
            for (var minute = 0; minute < 99 + 2 * others; minute++)
            {
                // Every other user keeps the queue full of the most urgent jobs.
                for (var other = 0; other < others; other++)
                    for (var i = 0; i < perMinute; i++) queue.Submit($"other{other}", 99);
                if (queue.Next() == low) return true;
            }

            return false;
        });

    [Fact]
    public void LowJobOfOnesOwn_IsOvertakenOnlyByWhatCameWithinTheStatedTime() =>
        Gen.Select(Priorities, Priorities).Where((low, high) => low < high).Sample((low, high) =>
        {
            var queue = new SimulatedQueue();
            var first = queue.Submit("ada", low);
            for (var half = 0; half < 3 * (high - low); half++)
            {
                queue.Skip(Minute / 2);
                queue.Submit("ada", high);
            }

            var before = queue.Drain().TakeWhile(job => job != first).ToList();
            return before.Count > 0 && before.TrueForAll(job => job.CreatedAt <= first.CreatedAt + (high - low) * Minute)
                && queue.Granted.Count(job => job.CreatedAt < first.CreatedAt + (high - low) * Minute) == before.Count + 1;
        });

    [Fact]
    public void FirstJobOfAnother_IsNext_OnceTheFirstUserHadATurn() =>
        Gen.Select(Gen.Int[2, 200], Gen.Int[1, 50], Priorities).Sample((many, turns, priority) =>
        {
            var queue = new SimulatedQueue();
            for (var i = 0; i < many; i++) queue.Submit("many", priority);
            for (var turn = 0; turn < Math.Min(turns, many - 1); turn++) queue.Next();
            var other = queue.Submit("other", priority);
            return queue.Next() == other;
        });

    private sealed record Waiting(string Id, string UserId, int Priority, long CreatedAt);

    private sealed class SimulatedQueue
    {
        private readonly List<Waiting> _waiting = [];
        private readonly Dictionary<string, long> _served = [];
        private long _now = 1_000_000_000;

        public List<Waiting> Granted { get; } = [];

        public Waiting Submit(string userId, int priority)
        {
            var job = new Waiting($"job{_waiting.Count + Granted.Count:00000}", userId, priority, _now);
            _waiting.Add(job);
            return job;
        }

        /// <summary>Grants the next job, and lets it run for its minute.</summary>
        public Waiting Next()
        {
            var heads = _waiting.GroupBy(job => job.UserId).Select(own => (Own: own, First: own.MinBy(job => (Rank(job), job.Id))!)).Select(lane => new LaneHead(
                lane.First.Id, lane.First.UserId, lane.First.CreatedAt, Rank(lane.First), null, lane.Own.Max(job => job.Priority), 0, false,
                _served.GetValueOrDefault(lane.First.UserId), _now));
            var next = TurnOrder.Of(heads, Minute).First();
            var job = _waiting.Single(waiting => waiting.Id == next.JobId);
            _waiting.Remove(job);
            Granted.Add(job);
            _now += Minute;
            _served[job.UserId] = _now;
            return job;
        }

        public void Skip(long milliseconds) => _now += milliseconds;

        public List<Waiting> Drain()
        {
            while (_waiting.Count > 0) Next();
            return Granted;
        }

        private static long Rank(Waiting job) => job.CreatedAt - job.Priority * Minute;
    }
}
