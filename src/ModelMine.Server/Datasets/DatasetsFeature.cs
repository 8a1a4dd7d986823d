using Microsoft.Extensions.Options;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Datasets;

/// <summary>Registers users' own data sets.</summary>
public static class DatasetsFeature
{
    /// <summary>Adds data sets.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        services.AddSingleton<DatasetQueries>();
        services.AddSingleton(provider => new DatasetUploads(
            provider.GetRequiredService<IBlobPlace>(), provider.GetRequiredService<BlobStore>(), provider.GetRequiredService<IOptions<ModelMineOptions>>()));
        services.AddSingleton<InspectUploads>();
        services.AddSingleton<AddDataset>();
        services.AddSingleton<RemoveDataset>();
        services.AddSingleton<IBlobSecrecy, DatasetSecrecy>();
        return services;
    }
}
