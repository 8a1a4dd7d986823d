using System.Text.RegularExpressions;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Server.Accounts;
using ModelMine.Server.Blobs;
using ModelMine.Server.Data;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Tests.Deploy;

/// <summary>A server that is started with what is shipped must not refuse its settings, nor take no notice of one.</summary>
public sealed partial class SettingsOfDeployFilesTests
{
    private static readonly IServiceCollection Services = AllFeatures();

    [Fact]
    public void EverySettingThatAFileNames_IsOneThatTheServerKnows()
    {
        var known = Services.Select(service => service.ImplementationInstance).OfType<SettingsSection>()
            .SelectMany(section => section.Type.GetProperties().Where(property => property.CanWrite).Select(property => $"{section.Name}:{property.Name}")).ToHashSet();
        var named = Directory.EnumerateFiles(DeployFiles.Folder, "*", SearchOption.AllDirectories).Append(Path.Combine(DeployFiles.Folder, ".env.example"))
            .SelectMany(file => Setting().Matches(File.ReadAllText(file)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal))).Distinct().ToList();

        named.Count.ShouldBeGreaterThan(10);
        named.Where(key => !known.Contains(key)).ShouldBeEmpty();
    }

    [Fact]
    public void Compose_GivesGoodSettings() => ProblemsOf(new ComposeFile().EnvironmentOf("server1")).ShouldBeEmpty();

    [Fact]
    public void Kubernetes_GivesGoodSettings_TogetherWithTheSecretThatItNames()
    {
        var settings = new Dictionary<string, string>(KubernetesFiles.The<V1ConfigMap>("modelmine-server").Data)
        {
            ["ModelMine__AdvertisedIP"] = "10.1.2.3",
            ["ModelMine__Postgres"] = "Host=db.example.org;Database=modelmine;Username=modelmine;Password=p",
            ["ModelMine__Redis"] = "redis.example.org:6379,password=p",
            ["ModelMine__S3__AccessKey"] = "a",
            ["ModelMine__S3__SecretKey"] = "s",
            ["ModelMine__JoinKey"] = DeployFiles.SomeSecret,
        };

        ProblemsOf(settings).ShouldBeEmpty();
    }

    [Fact]
    public void Systemd_GivesGoodSettings_AsTheyStand_AndForSeveralServers()
    {
        var text = DeployFiles.Text("systemd", "server.env");

        ProblemsOf(DeployFiles.Variables(text)).ShouldBeEmpty();
        ProblemsOf(DeployFiles.Variables(text.Replace("ModelMine__BindAddress=127.0.0.1", "", StringComparison.Ordinal).Replace("#ModelMine__", "ModelMine__", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> ProblemsOf(Dictionary<string, string> environment) => SettingsCheck.ProblemsOf(
        new ConfigurationBuilder().AddInMemoryCollection(environment.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value))).Build(),
        Services);

    private static IServiceCollection AllFeatures()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddShell();
        return builder.Services.AddData().AddAccounts().AddNodes().AddBlobs();
    }

    [GeneratedRegex(@"ModelMine__\w+")]
    private static partial Regex Setting();
}
