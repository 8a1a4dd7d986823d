using Microsoft.AspNetCore.Connections;
using ModelMine.Server.Shell.Clustering;

namespace ModelMine.Server.Shell.Lifetime;

internal static class BusyPorts
{
    public const int ExitCode = 3;

    /// <summary>Runs the server until it is told to stop. A port that is taken ends it with one line, not with a stack trace.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunServerAsync(this WebApplication app)
    {
        // Asked for before the run, which ends the services.
        var keeper = app.Services.GetService<MembershipKeeper>();
        try
        {
            await app.RunAsync();
            return keeper?.ExitCode ?? 0;
        }
        catch (IOException error) when (IsReasonOf(error))
        {
            // The log ended with the server.
            await Console.Error.WriteLineAsync($"{error.Message} Choose other ports by ModelMine__WebPort and ModelMine__ApiPort.");
            return ExitCode;
        }
    }

    public static bool IsReasonOf(Exception? error) => error is IOException { InnerException: AddressInUseException };
}
