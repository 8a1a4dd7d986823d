using ModelMine.Server.Blobs;

namespace ModelMine.Server.Datasets;

/// <summary>Registers users' own data sets.</summary>
public static class DatasetsFeature
{
    /// <summary>Adds data sets.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        services.AddSingleton<DatasetQueries>();
        services.AddSingleton<DatasetUploads>();
        services.AddSingleton<InspectUploads>();
        services.AddSingleton<AddDataset>();
        services.AddSingleton<RemoveDataset>();
        services.AddSingleton<IBlobSecrecy, DatasetSecrecy>();
        return services;
    }
}
