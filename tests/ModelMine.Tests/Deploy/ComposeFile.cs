using YamlDotNet.RepresentationModel;

namespace ModelMine.Tests.Deploy;

/// <summary><c>deploy/compose.yaml</c>, with the variables of <c>.env.example</c> filled in.</summary>
internal sealed class ComposeFile
{
    private readonly IReadOnlyDictionary<string, YamlNode> _root = DeployFiles.Entries(DeployFiles.Yaml("compose.yaml"));

    /// <summary>The variables that it takes; what is empty in the example has <see cref="DeployFiles.SomeSecret"/>, but for the admins.</summary>
    public Dictionary<string, string> Variables { get; } = DeployFiles.Variables(DeployFiles.Text(".env.example"))
        .ToDictionary(pair => pair.Key, pair => pair.Value.Length > 0 || pair.Key == "MODELMINE_ADMINS" ? pair.Value : DeployFiles.SomeSecret);

    public IReadOnlyDictionary<string, YamlNode> Services => DeployFiles.Entries(_root["services"]);

    public IReadOnlyDictionary<string, YamlNode> Networks => DeployFiles.Entries(_root["networks"]);

    public IReadOnlyDictionary<string, YamlNode> Volumes => DeployFiles.Entries(_root["volumes"]);

    public IReadOnlyDictionary<string, YamlNode> Service(string name) => DeployFiles.Entries(Services[name]);

    /// <summary>The networks of a service.</summary>
    public IReadOnlyList<string> NetworksOf(string service) => DeployFiles.Words(Service(service).GetValueOrDefault("networks"));

    /// <summary>The fixed address of a service in a network.</summary>
    public string AddressOf(string service, string network) =>
        DeployFiles.Word(DeployFiles.Entries(DeployFiles.Entries(Service(service)["networks"])[network])["ipv4_address"]);

    /// <summary>The environment of a service as it is written, or as its process sees it.</summary>
    public Dictionary<string, string> EnvironmentOf(string service, bool filled = true) =>
        DeployFiles.Entries(Service(service).GetValueOrDefault("environment"))
            .ToDictionary(pair => pair.Key, pair => filled ? DeployFiles.Fill(DeployFiles.Word(pair.Value), Variables) : DeployFiles.Word(pair.Value));
}
