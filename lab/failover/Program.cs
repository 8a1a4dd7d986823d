using System.Globalization;
using ModelMine.SystemTests.Cluster;

// Kills servers of a cluster of three, one after the other, and says how long claims and live updates were away.
var kills = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 24;
await using var cluster = await RealCluster.StartAsync(servers: 3);
await using var failover = await Failover.PrepareAsync(cluster);
var recoveries = new List<Recovery>();
for (var kill = 0; kill < kills; kill++)
{
    var recovery = await failover.KillAsync(kill % 3);
    recoveries.Add(recovery);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kill + 1,3}  claim {recovery.Claim.TotalSeconds,6:0.00} s  live {recovery.Live.TotalSeconds,6:0.00} s"));
}

Write("claim", recoveries.Select(recovery => recovery.Claim.TotalSeconds));
Write("live", recoveries.Select(recovery => recovery.Live.TotalSeconds));
var completed = await cluster.CountAsync("SELECT COUNT(*) FROM jobs WHERE status = 'COMPLETED'");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"jobs completed: {completed} of {2 * kills}"));

static void Write(string what, IEnumerable<double> seconds)
{
    var sorted = seconds.Order().ToList();
    double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {At(0.5):0.00} s, p95 {At(0.95):0.00} s, longest {sorted[^1]:0.00} s"));
}
