using System.Globalization;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Data;

/// <summary>What is done about the database when the server starts.</summary>
public static class DatabaseStart
{
    /// <summary>Exit code of a server that did not reach its database: starting it again may help.</summary>
    public const int ExitCode = 4;

    /// <summary>Servers and databases start at the same time after a power cut.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Makes the data folder, and brings the database to this version's tables. Keeps what is in it.</summary>
    /// <param name="app">The server.</param>
    /// <param name="further">What else the database needs before the server can work; done again when the database goes away meanwhile; null for nothing.</param>
    /// <returns>False when the database does not answer, which the console was told.</returns>
    public static async Task<bool> PrepareDatabaseAsync(this WebApplication app, Func<Task>? further = null)
    {
        PrivateFolder.Create(app.Services.GetRequiredService<IOptions<ModelMineOptions>>().Value.DataFolder);
        var product = app.Services.GetRequiredService<DatabaseProduct>();
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await product.MigrateAsync(app.Lifetime.ApplicationStopping);
                if (further is not null) await further();
                return true;
            }
            catch (Exception error) when (DatabaseFaults.IsUnavailable(error))
            {
                var reason = DatabaseFaults.Reason(error);
                if (TimeProvider.System.GetElapsedTime(began) >= Patience)
                {
                    await Console.Error.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The database did not answer within {Patience.TotalSeconds:0} s: {reason} Check ModelMine__Postgres, and that PostgreSQL runs."));
                    return false;
                }

                app.Logger.LogWarning("The database does not answer yet ({Reason}): trying again", reason);
                await Task.Delay(BetweenTries, TimeProvider.System);
            }
        }
    }
}
