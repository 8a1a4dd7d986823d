using System.CommandLine;
using System.Globalization;
using ModelMine.CommitBench;
using ModelMine.Tests.Servers;

// How much several servers' writers commit to one PostgreSQL that waits for its disk.
int[] serverCounts = [1, 2, 3];
int[] callerCounts = [4, 32, 128];
var seconds = new Option<double>("--seconds") { Description = "How long each figure is measured.", DefaultValueFactory = _ => 4 };
var root = new RootCommand("Commits a second of one, two and three servers on one PostgreSQL with fsync on.") { seconds };
root.SetAction(async (arguments, _) =>
{
    await using var postgres = await PostgresServer.StartAsync("max_connections=200");
    var connection = postgres.ConnectionString(await postgres.CreateDatabaseAsync());
    using var commits = new CommitCount();
    var servers = new List<BenchServer>();
    try
    {
        Console.WriteLine("| write | servers | callers each | writes/s | commits/s | writes a commit | wait p50 | wait p99 | undone |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var count in serverCounts)
        {
            while (servers.Count < count) servers.Add(await BenchServer.StartAsync(connection));
            foreach (var kind in WriteKind.All)
                foreach (var callers in callerCounts)
                {
                    var taken = await Measurement.TakeAsync(servers, commits, kind, callers, TimeSpan.FromSeconds(arguments.GetValue(seconds)));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"| {kind.Name} | {count} | {callers} | {taken.WritesPerSecond:0} | {taken.CommitsPerSecond:0} | {taken.Batch:0.0} | {taken.P50:0.0} ms | {taken.P99:0.0} ms | {taken.Undone} |"));
                }
        }
    }
    finally
    {
        foreach (var server in servers) await server.DisposeAsync();
    }
});
return await root.Parse(args).InvokeAsync();
