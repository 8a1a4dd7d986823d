using k8s.Models;

namespace ModelMine.Tests.Deploy;

/// <summary>What a pod may do to the machine that it runs on.</summary>
public sealed class PodHardeningTests
{
    [Fact]
    public void Containers_AreNotRoot_CannotWriteTheirImage_AndHaveLimits()
    {
        foreach (var (owner, template) in KubernetesFiles.Pods)
        {
            var pod = template.Spec;
            pod.AutomountServiceAccountToken.ShouldBe(false, owner);
            pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault", owner);
            foreach (var container in pod.Containers.Concat(pod.InitContainers ?? []))
            {
                Images.NameNoHost(container.Image);
                container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true, container.Name);
                container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false, container.Name);
                container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"], container.Name);
                container.Resources.Limits.Keys.ShouldContain("memory", container.Name);
                container.Resources.Requests.Keys.ShouldContain("cpu", container.Name);
                container.VolumeMounts.Select(mount => mount.Name).ShouldBeSubsetOf(pod.Volumes.Select(volume => volume.Name), container.Name);
            }

            foreach (var container in pod.Containers)
            {
                (container.SecurityContext.RunAsNonRoot ?? pod.SecurityContext.RunAsNonRoot).ShouldBe(true, container.Name);
                pod.SecurityContext.RunAsUser.ShouldBe(10001, container.Name);
            }
        }
    }

    [Fact]
    public void OnlyTheFolderIsPreparedAsRoot_WithNothingButThat()
    {
        var prepared = KubernetesFiles.The<V1DaemonSet>("modelmine-agent").Spec.Template.Spec.InitContainers.ShouldHaveSingleItem();

        prepared.Command.ShouldBe(["chown", "10001:10001", "/data"]);
        prepared.SecurityContext.Capabilities.Add.ShouldBe(["CHOWN"]);
    }

    [Fact]
    public void Namespaces_HoldServersToTheStrictestLevel() =>
        KubernetesFiles.The<V1Namespace>("modelmine").Metadata.Labels["pod-security.kubernetes.io/enforce"].ShouldBe("restricted");
}
