namespace ModelMine.Server.Blobs;

/// <summary>Registers the blob store.</summary>
public static class BlobsFeature
{
    /// <summary>Adds the blob store.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddBlobs(this IServiceCollection services)
    {
        services.AddSingleton<BlobStore>();
        services.AddSingleton<BlobUploads>();
        services.AddSingleton<StorageQuota>();
        services.AddHostedService<PartialSweep>();
        services.AddSingleton<UnreferencedBlobSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<UnreferencedBlobSweep>());
        return services;
    }
}
