using System.CommandLine;
using System.Text.Json;
using ModelMine.Load.Reports;
using ModelMine.Load.Scenarios;

var servers = new Option<int>("--servers") { Description = "Server processes.", DefaultValueFactory = _ => 2 };
var agents = new Option<int>("--agents") { Description = "Simulated agents, each with a heartbeat every 5 s.", DefaultValueFactory = _ => 10_000 };
var jobs = new Option<int>("--jobs") { Description = "Running jobs, each with a report every second.", DefaultValueFactory = _ => 1000 };
var waiting = new Option<int>("--waiting") { Description = "Agents without a job that hold a request for work open.", DefaultValueFactory = _ => 0 };
var followers = new Option<int>("--followers") { Description = "Connections that follow running jobs.", DefaultValueFactory = _ => 0 };
var by = new Option<FollowBy>("--by") { Description = "How they follow: sse or signalr." };
var minutes = new Option<double>("--minutes") { Description = "How long the load lasts.", DefaultValueFactory = _ => 1 };
var set = new Option<string[]>("--set") { Description = "A setting of the servers, such as ModelMine__LeaseSeconds=60; repeat for several.", DefaultValueFactory = _ => [] };
var output = new Option<string?>("--output") { Description = "Where to write the report: two files, .json and .md." };

var run = new Command("agents", "Servers, PostgreSQL and Redis under a network of simulated agents, all on this machine.") { servers, agents, jobs, waiting, followers, by, minutes, set, output };
run.Validators.Add(parsed =>
{
    if (parsed.GetValue(jobs) + parsed.GetValue(waiting) > parsed.GetValue(agents)) parsed.AddError("--jobs and --waiting together cannot be more than --agents: each has an agent of its own.");
    if (parsed.GetValue(followers) > 0 && parsed.GetValue(jobs) < 1) parsed.AddError("--followers follow running jobs: --jobs must be at least 1.");
    if (parsed.GetValue(set)!.Any(setting => !setting.Contains('='))) parsed.AddError("--set takes NAME=VALUE.");
});
run.SetAction(async parsed =>
{
    var plan = new LoadPlan
    {
        Servers = parsed.GetValue(servers), Agents = parsed.GetValue(agents), Jobs = parsed.GetValue(jobs), Waiting = parsed.GetValue(waiting),
        Followers = parsed.GetValue(followers), FollowBy = parsed.GetValue(by), Duration = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
        Settings = parsed.GetValue(set)!.Select(setting => setting.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal),
    };
    var report = await new AgentsScenario(plan, TimeProvider.System).RunAsync();
    var text = MarkdownReport.Of(report);
    Console.WriteLine(text);
    if (parsed.GetValue(output) is { } path)
    {
        await File.WriteAllTextAsync($"{path}.md", text);
        await File.WriteAllTextAsync($"{path}.json", JsonSerializer.Serialize(report, LoadJson.Options));
    }

    return report.IsGood ? 0 : 1;
});

return await new RootCommand("Puts load on the network by its public API, and says what that took.") { run }.Parse(args).InvokeAsync();
