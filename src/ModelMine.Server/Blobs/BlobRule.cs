using ModelMine.Server.Blobs.S3;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Clustering;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Blobs;

/// <summary>What must hold between the settings of where bytes lie.</summary>
internal sealed class BlobRule : ISettingsRule
{
    public IEnumerable<string> WhyNot(CheckedSettings settings)
    {
        var (blobs, s3) = (settings.Of<BlobSettings>(), settings.Of<S3Settings>());
        if (blobs.Blobs == BlobKind.Folder)
        {
            if (settings.Of<ClusterSettings>().Cluster != ClusterKind.Single && string.IsNullOrEmpty(blobs.BlobFolder))
                yield return $"{Key(nameof(blobs.BlobFolder))} must name a folder that all servers of the cluster share; or set {Key(nameof(blobs.Blobs))} to s3.";
            yield break;
        }

        if (!string.IsNullOrEmpty(blobs.BlobFolder))
            yield return $"{Key(nameof(blobs.BlobFolder))} is set, but {Key(nameof(blobs.Blobs))} is s3; leave one of them out.";
        if (!Uri.TryCreate(s3.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            yield return $"{S3Key(nameof(s3.Endpoint))} must be the store's address, such as https://s3.example.org.";
        foreach (var (name, value) in new[] { (nameof(s3.Bucket), s3.Bucket), (nameof(s3.AccessKey), s3.AccessKey), (nameof(s3.SecretKey), s3.SecretKey) })
            if (string.IsNullOrWhiteSpace(value)) yield return $"{S3Key(name)} is missing; {Key(nameof(blobs.Blobs))} is s3, which needs it.";
    }

    private static string Key(string name) => $"{ModelMineOptions.Section}:{name}";

    private static string S3Key(string name) => $"{S3Settings.Section}:{name}";
}
