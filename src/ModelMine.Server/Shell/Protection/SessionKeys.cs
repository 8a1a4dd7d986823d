using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using ModelMine.Server.Data;

namespace ModelMine.Server.Shell.Protection;

internal static class SessionKeys
{
    /// <summary>Keeps the keys that protect sessions in the data folder, so that a session outlives a restart of the server.</summary>
    public static void AddSessionKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ModelMine");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<ModelMineOptions>, ILoggerFactory>((keys, options, loggers) =>
        {
            PrivateFolder.Create(options.Value.KeyFolder);
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(options.Value.KeyFolder), loggers);
        });
    }
}
