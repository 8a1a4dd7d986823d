using System.Globalization;
using System.Text.RegularExpressions;
using ModelMine.Agent.Shell;
using ModelMine.Server.Shell;
using ModelMine.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace ModelMine.Tests.Deploy;

public sealed partial class ComposeTests
{
    private readonly ComposeFile _compose = new();

    /// <summary>The words of the Compose specification that a service may have, as far as they are of use here: a mistyped one is not read by anyone.</summary>
    private static readonly string[] ServiceWords =
    [
        "build", "cap_add", "cap_drop", "command", "cpus", "depends_on", "entrypoint", "environment", "env_file", "expose", "extra_hosts", "healthcheck",
        "image", "mem_limit", "networks", "pids_limit", "ports", "read_only", "restart", "security_opt", "shm_size", "stop_grace_period", "stop_signal",
        "tmpfs", "ulimits", "user", "volumes", "working_dir",
    ];

    [Fact]
    public void Services_AreTheWholeNetwork_AndSayNothingThatComposeDoesNotKnow()
    {
        _compose.Services.Keys.ShouldBe(["postgres", "redis", "store", "server1", "server2", "nginx", "agent1", "agent2"], ignoreOrder: true);
        foreach (var name in _compose.Services.Keys)
        {
            _compose.Service(name).Keys.ShouldBeSubsetOf(ServiceWords, name);
            Images.NameNoHost(DeployFiles.Word(_compose.Service(name)["image"]));
            DeployFiles.Word(_compose.Service(name)["restart"]).ShouldBe("unless-stopped", name);
            DeployFiles.Words(_compose.Service(name)["security_opt"]).ShouldBe(["no-new-privileges:true"], name);
            _compose.NetworksOf(name).ShouldBeSubsetOf(_compose.Networks.Keys, name);
        }
    }

    [Fact]
    public void WhatIsWaitedFor_HasAHealthCheck()
    {
        foreach (var (name, awaited, condition) in Waits().Where(wait => wait.Condition == "service_healthy"))
            _compose.Service(awaited).Keys.ShouldContain("healthcheck", $"{name} waits for {awaited} to be {condition}");
        Waits().Where(wait => wait.Who == "server1").Select(wait => wait.Awaited).ShouldBe(["postgres", "redis", "store"], ignoreOrder: true);
        DeployFiles.Words(DeployFiles.Entries(_compose.Service("server2")["healthcheck"])["test"]).ShouldBe(["CMD", "dotnet", "ModelMine.Server.dll", "health"]);
    }

    [Fact]
    public void Ports_AreOpenToThisMachineAlone_AndOnlyThoseOfNginx()
    {
        foreach (var name in _compose.Services.Keys.Where(name => name != "nginx")) _compose.Service(name).Keys.ShouldNotContain("ports", name);
        DeployFiles.Words(_compose.Service("nginx")["ports"]).ShouldBe(["127.0.0.1:3000:3000", "127.0.0.1:4000:4000"]);
    }

    [Fact]
    public void Agents_ReachNothingButNginx_AndNobodyOutsideReachesWhatServersNeed()
    {
        foreach (var agent in new[] { "agent1", "agent2" })
            _compose.Services.Keys.Where(name => !name.StartsWith("agent", StringComparison.Ordinal) && _compose.NetworksOf(name).Intersect(_compose.NetworksOf(agent)).Any()).ShouldBe(["nginx"]);
        foreach (var name in new[] { "postgres", "redis", "store" }) _compose.NetworksOf(name).ShouldBe(["back"]);
        DeployFiles.Word(DeployFiles.Entries(_compose.Networks["back"])["internal"]).ShouldBe("true");
    }

    [Fact]
    public void Nginx_RunsTheFileThatIsTested_AndFindsTheServersAtTheirAddresses()
    {
        DeployFiles.Words(_compose.Service("nginx")["volumes"]).ShouldBe(["./nginx/modelmine.conf:/etc/nginx/conf.d/default.conf:ro"]);
        var hosts = DeployFiles.Words(_compose.Service("nginx")["extra_hosts"]);
        hosts.ShouldBe([$"server1:{_compose.AddressOf("server1", "front")}", $"server2:{_compose.AddressOf("server2", "front")}"]);
        foreach (var host in hosts) DeployFiles.Text("nginx", "modelmine.conf").ShouldContain($"server {host.Split(':')[0]}:4000 ");
        _compose.EnvironmentOf("server1")["ModelMine__TrustedProxies"].ShouldBe(_compose.AddressOf("nginx", "front"));
    }

    [Fact]
    public void Secrets_ComeFromTheEnvironment_AndTheExampleHasNone()
    {
        foreach (var name in _compose.Services.Keys)
            foreach (var (key, value) in _compose.EnvironmentOf(name, filled: false).Where(pair => IsSecret(pair.Key)))
                MustBeGiven().IsMatch(value).ShouldBeTrue($"{name}: {key}");
        foreach (var (key, value) in DeployFiles.Variables(DeployFiles.Text(".env.example")).Where(pair => IsSecret(pair.Key))) value.ShouldBeEmpty(key);
        File.ReadAllLines(Path.Combine(Repository.Root, ".gitignore")).ShouldContain(".env");
    }

    [Fact]
    public void Stops_LeaveMoreTimeThanAProcessTakes()
    {
        var agent = new RunOptions { Server = new Uri("http://nginx"), DataFolder = "/data" };
        foreach (var name in new[] { "server1", "server2" }) Seconds(name).ShouldBeGreaterThan(ShellFeature.LongestStop.TotalSeconds);
        foreach (var name in new[] { "agent1", "agent2" }) Seconds(name).ShouldBeGreaterThan((agent.Drain + new AgentTimings().LastRelease).TotalSeconds);
    }

    [Fact]
    public void Volumes_AreDeclared()
    {
        var named = _compose.Services.Keys.SelectMany(name => _compose.Service(name).GetValueOrDefault("volumes") as YamlSequenceNode ?? [])
            .OfType<YamlScalarNode>().Select(volume => volume.Value!.Split(':')[0]).Where(volume => !volume.StartsWith('.'));
        named.ShouldBe(_compose.Volumes.Keys, ignoreOrder: true);
    }

    private IEnumerable<(string Who, string Awaited, string Condition)> Waits() =>
        from name in _compose.Services.Keys
        from awaited in DeployFiles.Entries(_compose.Service(name).GetValueOrDefault("depends_on"))
        select (name, awaited.Key, DeployFiles.Word(DeployFiles.Entries(awaited.Value)["condition"]));

    private double Seconds(string service) =>
        double.Parse(DeployFiles.Word(_compose.Service(service)["stop_grace_period"]).TrimEnd('s'), CultureInfo.InvariantCulture);

    private static bool IsSecret(string key) => SecretName().IsMatch(key);

    [GeneratedRegex("PASSWORD|SECRET|SecretKey|AUTH|JoinKey|JOIN|Postgres$|Redis$")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\$\{\w+:\?")]
    private static partial Regex MustBeGiven();
}
