using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ModelMine.Agent.Shell;

/// <summary>The agent's log: a line an entry, with time and level.</summary>
internal static class AgentLog
{
    /// <summary>Writes to the standard output; disposing of it writes what waits.</summary>
    public static ILoggerFactory ToStandardOutput() => LoggerFactory.Create(logging => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        console.UseUtcTimestamp = true;
        console.ColorBehavior = LoggerColorBehavior.Disabled;
    }));
}
