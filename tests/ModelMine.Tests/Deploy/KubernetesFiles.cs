using k8s;
using k8s.Models;

namespace ModelMine.Tests.Deploy;

/// <summary>The objects in <c>deploy/kubernetes</c>, read strictly into the types of Kubernetes' own API: a field that it does not know throws.</summary>
internal static class KubernetesFiles
{
    public static string Folder { get; } = Path.Combine(DeployFiles.Folder, "kubernetes");

    public static IReadOnlyList<string> Named { get; } = DeployFiles.Words(DeployFiles.Entries(DeployFiles.Yaml("kubernetes", "kustomization.yaml"))["resources"]);

    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> All { get; } =
        [.. Named.SelectMany(file => KubernetesYaml.LoadAllFromString(DeployFiles.Text("kubernetes", file), strict: true)).Cast<IKubernetesObject<V1ObjectMeta>>()];

    /// <summary>The pods that are made: of the server, and of the agent.</summary>
    public static IReadOnlyList<(string Owner, V1PodTemplateSpec Template)> Pods { get; } =
        [("server", The<V1Deployment>("modelmine-server").Spec.Template), ("agent", The<V1DaemonSet>("modelmine-agent").Spec.Template)];

    public static T The<T>(string name) where T : IKubernetesObject<V1ObjectMeta> => All.OfType<T>().Single(found => found.Metadata.Name == name);

    /// <summary>Whether a selector finds a pod.</summary>
    public static bool Finds(IDictionary<string, string> selector, V1PodTemplateSpec pod) =>
        selector.Count > 0 && selector.All(wanted => pod.Metadata.Labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value);
}
