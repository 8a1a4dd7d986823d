using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Blobs.S3;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Blobs;

/// <summary>Registers the blob store.</summary>
public static class BlobsFeature
{
    /// <summary>Adds the blob store.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddBlobs(this IServiceCollection services)
    {
        services.AddSettings<BlobSettings>(ModelMineOptions.Section);
        services.AddSettings<S3Settings>(S3Settings.Section);
        services.AddSingleton<ISettingsRule>(new BlobRule());
        services.AddSingleton(provider => new Bucket(provider.GetRequiredService<IOptions<S3Settings>>().Value));
        services.AddSingleton(Place);
        services.AddSingleton(provider => new BlobStore(
            provider.GetRequiredService<IBlobPlace>(), provider.GetRequiredService<IDbContextFactory<ModelMineDb>>(), provider.GetRequiredService<GroupCommit>()));
        services.AddSingleton<BlobUploads>();
        services.AddSingleton<StorageQuota>();
        services.AddHostedService<PartialSweep>();
        services.AddSingleton(provider => new UnreferencedBlobSweep(
            provider.GetRequiredService<IBlobPlace>(), provider.GetRequiredService<GroupCommit>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<UnreferencedBlobSweep>>()));
        services.AddHostedService(provider => provider.GetRequiredService<UnreferencedBlobSweep>());
        return services;
    }

    private static IBlobPlace Place(IServiceProvider provider)
    {
        var (blobs, data) = (provider.GetRequiredService<IOptions<BlobSettings>>().Value, provider.GetRequiredService<IOptions<ModelMineOptions>>().Value.DataFolder);
        return blobs.Blobs == BlobKind.S3
            ? new BucketPlace(provider.GetRequiredService<Bucket>(), Path.Combine(data, "spool"))
            : new FolderPlace(blobs.BlobFolder is { Length: > 0 } folder ? folder : Path.Combine(data, "blobs"));
    }
}
