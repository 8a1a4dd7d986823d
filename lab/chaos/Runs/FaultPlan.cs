namespace ModelMine.Chaos.Runs;

/// <summary>Spreads the faults over time and targets, so that no target is struck again before it is whole.</summary>
internal sealed class FaultPlan
{
    /// <summary>The first faults come once jobs run.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly RunSettings _settings;
    private readonly Random _random;
    private readonly Dictionary<FaultTarget, TimeSpan> _busyUntil = [];

    private FaultPlan(RunSettings settings) => (_settings, _random) = (settings, new Random(settings.Seed));

    /// <summary>Plans the faults of a run.</summary>
    /// <param name="settings">How many, and for how long.</param>
    public static IReadOnlyList<PlannedFault> Of(RunSettings settings)
    {
        var kinds = settings.Faults.SelectMany(kind => Enumerable.Repeat(kind.Key, kind.Value)).ToArray();
        var plan = new FaultPlan(settings);
        plan._random.Shuffle(kinds);
        var between = (settings.Window - Quiet) / Math.Max(1, kinds.Length);
        var planned = kinds.Select((kind, index) => plan.Place(kind, Quiet + between * (index + plan._random.NextDouble()))).OrderBy(fault => fault.At).ToList();
        return [.. planned.Select((fault, index) => fault with { Number = index + 1 })];
    }

    private PlannedFault Place(FaultKind kind, TimeSpan earliest)
    {
        var (lasts, healing) = FaultTimes.Of(kind, _settings, _random);
        var target = Target(kind, earliest);
        var free = _busyUntil.GetValueOrDefault(target);

        // Better at its time though its target is not whole yet than beyond the end of the run.
        var at = free > earliest && free < _settings.Window ? free : earliest;
        if (IsExclusive(kind)) _busyUntil[target] = at + lasts + healing;
        return new PlannedFault(0, kind, at, target, lasts, _random.Next(1000));
    }

    private FaultTarget Target(FaultKind kind, TimeSpan at) => kind switch
    {
        FaultKind.KillAgent or FaultKind.FreezeAgent or FaultKind.Duplicate or FaultKind.DeliverLate => FirstFree(Part.Agent, _settings.Agents, at),
        FaultKind.KillServer => FirstFree(Part.Server, _settings.Servers, at),
        FaultKind.ShiftClock => _random.Next(3) == 0 ? FirstFree(Part.Server, _settings.Servers, at) : FirstFree(Part.Agent, _settings.Agents, at),
        FaultKind.CutBothWays or FaultKind.LoseRequests or FaultKind.LoseAnswers or FaultKind.Stall or FaultKind.Reset or FaultKind.Slow =>
            _random.Next(5) == 0 ? FirstFree(Part.UserRoute, _settings.UserRoutes, at) : FirstFree(Part.Agent, _settings.Agents, at),
        FaultKind.StopPostgres or FaultKind.KillBackends or FaultKind.KillAtCommit => new FaultTarget(Part.Postgres, 0),
        FaultKind.KillRedis or FaultKind.FlushRedis => new FaultTarget(Part.Redis, 0),
        FaultKind.FillDisk => new FaultTarget(_random.Next(2) == 0 ? Part.BlobDisk : Part.AgentDisk, 0),
        _ => new FaultTarget(Part.Jobs, 0),
    };

    /// <summary>One of those that are whole by then; of none is, the one that will be whole first.</summary>
    private FaultTarget FirstFree(Part part, int count, TimeSpan at)
    {
        var all = Enumerable.Range(0, count).Select(index => new FaultTarget(part, index)).ToList();
        // One server at a time: with two of three gone nothing would be tested but waiting.
        if (part == Part.Server && all.MaxBy(target => _busyUntil.GetValueOrDefault(target)) is { } busiest && _busyUntil.GetValueOrDefault(busiest) > at)
            return busiest;
        var free = all.FindAll(target => _busyUntil.GetValueOrDefault(target) <= at);
        return free.Count > 0 ? free[_random.Next(free.Count)] : all.MinBy(target => _busyUntil.GetValueOrDefault(target))!;
    }

    private static bool IsExclusive(FaultKind kind) => kind is not (FaultKind.Poison or FaultKind.Duplicate or FaultKind.DeliverLate);
}
