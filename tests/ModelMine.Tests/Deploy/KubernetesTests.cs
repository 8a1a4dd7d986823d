using k8s.Models;
using ModelMine.Agent.Shell;
using ModelMine.Server.Shell;
using ModelMine.Tests.Server;

namespace ModelMine.Tests.Deploy;

public sealed class KubernetesTests
{
    private static readonly V1Deployment Server = KubernetesFiles.The<V1Deployment>("modelmine-server");
    private static readonly V1DaemonSet Agent = KubernetesFiles.The<V1DaemonSet>("modelmine-agent");

    private static V1Container ServerContainer => Server.Spec.Template.Spec.Containers.Single();

    private static V1Container AgentContainer => Agent.Spec.Template.Spec.Containers.Single();

    [Fact]
    public void EveryFile_IsNamed_AndEveryObjectLiesInANamespaceThatIsMade()
    {
        Directory.EnumerateFiles(KubernetesFiles.Folder).Select(Path.GetFileName).ShouldBe(KubernetesFiles.Named.Append("kustomization.yaml"), ignoreOrder: true);
        var namespaces = KubernetesFiles.All.OfType<V1Namespace>().Select(made => made.Metadata.Name).ToList();
        foreach (var made in KubernetesFiles.All.Where(made => made is not V1Namespace))
        {
            made.Metadata.Name.ShouldNotBeNullOrEmpty();
            made.Metadata.NamespaceProperty.ShouldBeOneOf([.. namespaces]);
        }
    }

    [Fact]
    public void Selectors_FindTheirPods()
    {
        var (server, agent) = (Server.Spec.Template, Agent.Spec.Template);

        KubernetesFiles.Finds(Server.Spec.Selector.MatchLabels, server).ShouldBeTrue();
        KubernetesFiles.Finds(Agent.Spec.Selector.MatchLabels, agent).ShouldBeTrue();
        KubernetesFiles.Finds(KubernetesFiles.The<V1Service>("modelmine").Spec.Selector, server).ShouldBeTrue();
        KubernetesFiles.Finds(KubernetesFiles.The<V1PodDisruptionBudget>("modelmine-server").Spec.Selector.MatchLabels, server).ShouldBeTrue();
        KubernetesFiles.Finds(KubernetesFiles.The<V1NetworkPolicy>("modelmine-server").Spec.PodSelector.MatchLabels, server).ShouldBeTrue();
        KubernetesFiles.Finds(KubernetesFiles.The<V1NetworkPolicy>("modelmine-agent").Spec.PodSelector.MatchLabels, agent).ShouldBeTrue();
        KubernetesFiles.Finds(server.Spec.TopologySpreadConstraints.Single().LabelSelector.MatchLabels, server).ShouldBeTrue();
    }

    [Fact]
    public async Task Probes_AskWhatTheServerAnswers()
    {
        await using var app = await TestApp.StartAsync();
        var client = app.CreateClient();
        V1Probe[] probes = [ServerContainer.StartupProbe, ServerContainer.ReadinessProbe, ServerContainer.LivenessProbe];
        foreach (var probe in probes)
        {
            PortOf(ServerContainer, probe.HttpGet.Port.Value).ShouldBe(new ModelMineOptions().ApiPort);
            (await client.GetAsync(new Uri(app.Api, probe.HttpGet.Path), TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue(probe.HttpGet.Path);
        }

        ServerContainer.ReadinessProbe.HttpGet.Path.ShouldBe("/health/ready");
        ServerContainer.LivenessProbe.HttpGet.Path.ShouldBe("/health", "a restart does not bring a database back");
    }

    [Fact]
    public void Service_LeadsToPortsThatTheServerListensOn() =>
        KubernetesFiles.The<V1Service>("modelmine").Spec.Ports.Select(port => (port.Port, PortOf(ServerContainer, port.TargetPort.Value)))
            .ShouldBe([(3000, new ModelMineOptions().WebPort), (4000, new ModelMineOptions().ApiPort)]);

    [Fact]
    public void Silos_AreReachedByServersAlone()
    {
        var policy = KubernetesFiles.The<V1NetworkPolicy>("modelmine-server").Spec;
        var toSilo = policy.Ingress.Where(rule => rule.Ports is null || rule.Ports.Any(port => PortOf(ServerContainer, port.Port.Value) == 11111)).ShouldHaveSingleItem();

        policy.PolicyTypes.ShouldContain("Ingress");
        toSilo.FromProperty.ShouldHaveSingleItem().PodSelector.MatchLabels.ShouldBe(Server.Spec.Selector.MatchLabels);
        KubernetesFiles.The<V1ConfigMap>("modelmine-server").Data["ModelMine__SiloPort"].ShouldBe("11111");
        ServerContainer.Env.Single(variable => variable.Name == "ModelMine__AdvertisedIP").ValueFrom.FieldRef.FieldPath.ShouldBe("status.podIP");
    }

    [Fact]
    public void Disruptions_LeaveAServer_AndARolloutNeverTakesOneAwayBeforeTheNextIsReady()
    {
        Server.Spec.Replicas.ShouldBe(2);
        KubernetesFiles.The<V1PodDisruptionBudget>("modelmine-server").Spec.MinAvailable.Value.ShouldBe("1");
        Server.Spec.Strategy.RollingUpdate.MaxUnavailable.Value.ShouldBe("0");
    }

    [Fact]
    public void Stops_LeaveMoreTimeThanAProcessTakes()
    {
        var before = int.Parse(ServerContainer.Lifecycle.PreStop.Exec.Command[^1], System.Globalization.CultureInfo.InvariantCulture);
        var agent = new RunOptions { Server = new Uri("http://server"), DataFolder = "/data" };

        ((double)Server.Spec.Template.Spec.TerminationGracePeriodSeconds!).ShouldBeGreaterThan(before + ShellFeature.LongestStop.TotalSeconds);
        ((double)Agent.Spec.Template.Spec.TerminationGracePeriodSeconds!).ShouldBeGreaterThan((agent.Drain + new AgentTimings().LastRelease).TotalSeconds);
    }

    [Fact]
    public void Secrets_AreReferredTo_NeverWritten()
    {
        KubernetesFiles.All.OfType<V1Secret>().ShouldBeEmpty();
        AgentContainer.Env.Single(variable => variable.Name == RunOptions.CodeVariable).ValueFrom.SecretKeyRef.Name.ShouldBe("modelmine-agent");
        ServerContainer.EnvFrom.Single(source => source.SecretRef is not null).SecretRef.Name.ShouldBe("modelmine-server");
        KubernetesFiles.The<V1ConfigMap>("modelmine-server").Data.Keys.Where(key => key.EndsWith("Postgres", StringComparison.Ordinal) || key.EndsWith("Redis", StringComparison.Ordinal) || key.EndsWith("Key", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Agents_AskTheServiceAsItIsNamed()
    {
        var service = KubernetesFiles.The<V1Service>("modelmine").Metadata;

        AgentContainer.Args.ShouldContain($"http://{service.Name}.{service.NamespaceProperty}.svc:4000");
        AgentContainer.VolumeMounts.ShouldContain(mount => mount.MountPath == AgentContainer.Args[AgentContainer.Args.IndexOf("--data") + 1]);
    }

    private static int PortOf(V1Container container, string port) =>
        container.Ports.Single(known => known.Name == port || known.ContainerPort.ToString(System.Globalization.CultureInfo.InvariantCulture) == port).ContainerPort;
}
