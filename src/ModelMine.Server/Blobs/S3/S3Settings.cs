using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs.S3;

/// <summary>How to reach an S3-compatible store: section <c>ModelMine:S3</c>.</summary>
public sealed class S3Settings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = $"{ModelMineOptions.Section}:S3";

    /// <summary>Address, such as <c>https://s3.example.org</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The bucket; it must exist, unless <see cref="CreateBucket"/> says otherwise.</summary>
    public string? Bucket { get; set; }

    /// <summary>Whether to make the bucket at the start when it is not there: for a store that holds nothing else.</summary>
    public bool CreateBucket { get; set; }

    /// <summary>Name of the access key.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret key; never shown.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The region that requests are signed for.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Whether the bucket is named in the path, as most stores but Amazon's want it, or in the host's name.</summary>
    public bool PathStyle { get; set; } = true;
}
