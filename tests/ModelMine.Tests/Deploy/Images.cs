namespace ModelMine.Tests.Deploy;

/// <summary>Names of container images.</summary>
internal static class Images
{
    /// <summary>What is shipped prefers no registry: whoever builds and keeps the images says where.</summary>
    public static void NameNoHost(string image)
    {
        var first = image.Split('/')[0];
        var namesHost = image.Contains('/', StringComparison.Ordinal) && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost");
        namesHost.ShouldBeFalse(image);
    }
}
