using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>
/// Compares this machine's clock with the database's before the server joins others. Leases go by the database's alone; but
/// servers judge by their own clocks how long others have been joining: one that is five minutes behind is thrown out
/// at each start, and one that is ahead throws out the others.
/// </summary>
internal static class ClockCheck
{
    /// <summary>Exit code of a server whose clock is too wrong for a cluster: starting it again helps once the clock is right.</summary>
    public const int ExitCode = 6;

    /// <summary>What a machine that keeps its clock right by NTP never comes near.</summary>
    private static readonly TimeSpan Suspicious = TimeSpan.FromSeconds(10);

    /// <summary>Two servers that are wrong by that in opposite ways still know each other for alive.</summary>
    private static readonly TimeSpan TooMuch = TimeSpan.FromMinutes(1);

    /// <summary>Looks at the clocks. Above ten seconds it says so in the log.</summary>
    /// <param name="app">The server.</param>
    /// <returns>False when a server of a cluster must not start with this clock, which the console was told.</returns>
    public static async Task<bool> HasRightClockAsync(this WebApplication app)
    {
        var ahead = await AheadAsync(app);
        if (ahead.Duration() < Suspicious) return true;
        if (ahead.Duration() < TooMuch || !app.Configuration.IsClustered())
        {
            app.Logger.LogWarning("{Sentence} Set it right, for instance with NTP", Sentence(ahead));
            return true;
        }

        await Console.Error.WriteLineAsync(
            $"{Sentence(ahead)} Servers whose clocks are so far apart take each other for dead. Set it right, for instance with NTP, and start the server again.");
        return false;
    }

    /// <summary>How far a clock is ahead of another, at least, when that was read between two readings of the first; negative when it is behind.</summary>
    /// <param name="before">The first clock before.</param>
    /// <param name="other">The other.</param>
    /// <param name="after">The first clock after.</param>
    internal static TimeSpan Ahead(DateTimeOffset before, DateTimeOffset other, DateTimeOffset after) =>
        other < before ? before - other
        : other > after ? after - other
        : TimeSpan.Zero;

    private static string Sentence(TimeSpan ahead) => string.Create(
        CultureInfo.InvariantCulture,
        $"This machine's clock is {ahead.Duration().TotalSeconds:#,0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's.");

    private static async Task<TimeSpan> AheadAsync(WebApplication app)
    {
        try
        {
            var time = app.Services.GetRequiredService<TimeProvider>();
            await using var database = await app.Services.GetRequiredService<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync();
            var before = time.GetUtcNow();
            var clock = await database.Database.SqlQuery<long>($"SELECT now_ms() AS \"Value\"").ToListAsync();
            return Ahead(before, DateTimeOffset.FromUnixTimeMilliseconds(clock[0]), time.GetUtcNow());
        }
        catch (Exception error) when (DatabaseFaults.IsUnavailable(error))
        {
            // It answered a moment ago. Whether it does is not the question here.
            return TimeSpan.Zero;
        }
    }
}
