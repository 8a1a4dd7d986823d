using CsCheck;
using ModelMine.Core.Contracts;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Dispatch;

/// <summary>
/// Users, nodes and time do anything in any order, agents keep using grants that they have long lost, and after it all
/// the invariants of the design hold.
/// </summary>
/// <param name="storage">The database.</param>
/// <param name="stories">How many are told.</param>
public abstract class JobLifeProperties(StorageProduct storage, int stories) : WorldTests(storage)
{
    public sealed class OnSqlite() : JobLifeProperties(StorageProduct.Sqlite, stories: 60);

    public sealed class OnPostgres() : JobLifeProperties(StorageProduct.Postgres, stories: 15);

    private enum Act
    {
        Submit, Claim, Report, Complete, CompleteAgain, Fail, FailForGood, Release, Cancel, Heartbeat, RestartAgent, PassSeconds, PassLease, Sweep,
    }

    private static readonly Gen<(Act Act, int Which)[]> Stories =
        Gen.Select(Gen.Frequency(
                (4, Gen.Const(Act.Submit)), (6, Gen.Const(Act.Claim)), (4, Gen.Const(Act.Report)), (3, Gen.Const(Act.Complete)),
                (1, Gen.Const(Act.CompleteAgain)), (2, Gen.Const(Act.Fail)), (1, Gen.Const(Act.FailForGood)), (1, Gen.Const(Act.Release)),
                (2, Gen.Const(Act.Cancel)), (2, Gen.Const(Act.Heartbeat)), (1, Gen.Const(Act.RestartAgent)), (2, Gen.Const(Act.PassSeconds)),
                (1, Gen.Const(Act.PassLease)), (2, Gen.Const(Act.Sweep))),
            Gen.Int[0, 1000]).Array[20, 80];

    [Fact]
    public async Task AnyStory_InvariantsHold() => await Stories.SampleAsync(
        async story =>
        {
            await using var world = await CreateWorldAsync(options => options.LeaseSeconds = 30);
            var teller = new Teller(world);
            await teller.BeginAsync();
            foreach (var (act, which) in story) await teller.TellAsync(act, which);
            await world.ReadAsync(async database =>
            {
                await Invariants.ShouldHoldAsync(database);
                return 0;
            });
            teller.TransitionsShouldBeLegal();
        },
        iter: stories, threads: 1);

    private sealed class Teller(World world)
    {
        private readonly List<string> _users = [];
        private readonly List<string> _nodes = [];
        private readonly Dictionary<string, string> _sessions = [];
        private readonly List<string> _jobs = [];
        private readonly List<(string NodeId, AttemptGrant Grant)> _grants = [];
        private long _reports;

        public async Task BeginAsync()
        {
            for (var i = 0; i < 2; i++) _users.Add(await world.UserAsync(tokens: 350));
            for (var i = 0; i < 2; i++) _nodes.Add(await world.NodeAsync(slots: 2));
            foreach (var node in _nodes) _sessions[node] = "s1";
        }

        public async Task TellAsync(Act act, int which)
        {
            try
            {
                await ActAsync(act, which);
            }
            catch (RefusedException refusal)
            {
                refusal.Problem.Status.ShouldBeOneOf(402, 409);
            }
        }

        public void TransitionsShouldBeLegal()
        {
            foreach (var job in _jobs)
            {
                var states = world.Events.Of(job).OrderBy(e => e.Seq).Select(e => e.Status).ToList();
                foreach (var (from, to) in states.Zip(states.Skip(1)).Where(pair => pair.First != pair.Second))
                    JobTransitions.IsAllowed(from, to).ShouldBeTrue($"J2: {job} went from {from} to {to}");
                states.SkipWhile(s => !s.IsTerminal()).Count().ShouldBeLessThanOrEqualTo(1, $"J2: {job} went on after its end");
            }
        }

        private async Task ActAsync(Act act, int which)
        {
            var node = _nodes[which % _nodes.Count];
            switch (act)
            {
                case Act.Submit:
                    _jobs.Add((await world.SubmitAsync(_users[which % _users.Count], stake: 1 + which % 150, priority: 1 + which % 99)).Id);
                    break;
                case Act.Claim:
                    if (await world.ClaimAsync(node, _sessions[node]) is { } granted) _grants.Add((node, granted));
                    break;
                case Act.PassSeconds:
                    world.Time.Advance(TimeSpan.FromSeconds(which % 20));
                    break;
                case Act.PassLease:
                    await world.PassAsync(TimeSpan.FromSeconds(31));
                    break;
                case Act.Sweep:
                    await world.Get<LostAttemptSweep>().SweepAsync(CancellationToken.None);
                    break;
                case Act.Cancel when _jobs.Count > 0:
                    var job = await world.JobAsync(_jobs[which % _jobs.Count]);
                    await world.Get<CancelJob>().ExecuteAsync(job.UserId, job.Id, CancellationToken.None);
                    break;
                case Act.Heartbeat:
                    await HeartbeatAsync(node);
                    break;
                case Act.RestartAgent:
                    _sessions[node] = $"s{which}";
                    await RememberSessionAsync(node);
                    await HeartbeatAsync(node);
                    break;
                default:
                    if (_grants.Count > 0) await AgentActAsync(act, _grants[which % _grants.Count], which);
                    break;
            }
        }

        /// <summary>An agent uses a grant, whether or not it still holds it.</summary>
        private async Task AgentActAsync(Act act, (string NodeId, AttemptGrant Grant) held, int which)
        {
            var (nodeId, grant) = held;
            var before = await world.JobAsync(grant.JobId);
            var holds = before.Status == JobStatus.Running && before.LeaseEpoch == grant.LeaseEpoch;
            try
            {
                switch (act)
                {
                    case Act.Report:
                        await world.ReportAsync(nodeId, grant, ++_reports, which % 100 / 100.0);
                        break;
                    case Act.Complete:
                        await world.CompleteAsync(nodeId, grant);
                        break;
                    case Act.CompleteAgain:
                        var first = await world.CompleteAsync(nodeId, grant);
                        (await world.CompleteAsync(nodeId, grant)).ShouldBe(first);
                        break;
                    case Act.Fail or Act.FailForGood:
                        await world.Get<GiveBackAttempt>().FailAsync(
                            nodeId, grant.AttemptId, new FailureReport(grant.LeaseEpoch, $"broke {which}", act == Act.Fail), CancellationToken.None);
                        break;
                    case Act.Release:
                        await world.Get<GiveBackAttempt>().ReleaseAsync(nodeId, grant.AttemptId, new ReleaseReport(grant.LeaseEpoch), CancellationToken.None);
                        break;
                }
            }
            catch (RefusedException refusal) when (refusal.Problem.Status == 409)
            {
                holds.ShouldBeFalse("L2: a write of the lease's holder was refused");
            }

            if (!holds) (await world.JobAsync(grant.JobId)).ShouldBeEquivalentTo(before, "L2: a stale write changed the job");
        }

        private async Task HeartbeatAsync(string node)
        {
            var held = _grants.Where(g => g.NodeId == node).Select(g => new HeldAttempt(g.Grant.AttemptId, g.Grant.LeaseEpoch)).ToList();
            await world.Get<ILeaseRenewal>().RenewAsync(node, _sessions[node], held, draining: false, CancellationToken.None);
        }

        private Task RememberSessionAsync(string node) => world.Get<ModelMine.Server.Data.GroupCommit>().WriteAsync(
            scope => scope.ExecuteAsync($"UPDATE nodes SET session_id = {_sessions[node]} WHERE id = {node}"));
    }
}
