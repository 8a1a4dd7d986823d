using System.Globalization;

namespace ModelMine.Server.Shell.Lifetime;

/// <summary>Waits, before the server starts, for what it cannot do without.</summary>
internal static class Awaited
{
    /// <summary>Exit code of a server that did not reach what it needs: starting it again may help.</summary>
    public const int ExitCode = 4;

    /// <summary>Servers and what they need start at the same time after a power cut.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Asks until it answers, for half a minute.</summary>
    /// <param name="app">The server.</param>
    /// <param name="what">What is waited for, as a sentence's beginning.</param>
    /// <param name="advice">What to look at when it does not come; a sentence.</param>
    /// <param name="ask">Asks it.</param>
    /// <param name="isAway">Whether what was thrown means that it does not answer.</param>
    /// <returns>False when it does not answer, which the console was told.</returns>
    public static async Task<bool> AnswersAsync(this WebApplication app, string what, string advice, Func<Task> ask, Predicate<Exception> isAway)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await ask();
                return true;
            }
            catch (Exception error) when (isAway(error))
            {
                if (TimeProvider.System.GetElapsedTime(began) >= Patience)
                {
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} did not answer as it should within {Patience.TotalSeconds:0} s. {advice}"));
                    return false;
                }

                app.Logger.LogWarning("{What} does not answer yet: trying again", what);
                await Task.Delay(BetweenTries, TimeProvider.System);
            }
        }
    }
}
