using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ModelMine.Agent.Shell;

/// <summary>The agent's own log.</summary>
internal static class AgentLog
{
    /// <summary>Variable that chooses how the log is written: <c>text</c> or <c>json</c>.</summary>
    public const string Variable = "MODELMINE_LOGS";

    private const string Json = "json";
    private const string Text = "text";

    /// <summary>A log on standard output: one line a message, in UTC; readable, or JSON.</summary>
    /// <exception cref="AgentFailure">The variable says neither.</exception>
    public static ILoggerFactory ToStandardOutput()
    {
        var asJson = (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } word ? word.ToLowerInvariant() : Text) switch
        {
            Json => true,
            Text => false,
            var other => throw new AgentFailure(AgentExit.Usage, $"{Variable} is “{other}”; it takes {Text} or {Json}."),
        };
        return LoggerFactory.Create(logging =>
        {
            if (asJson)
            {
                logging.Services.AddSingleton(TimeProvider.System);
                logging.AddConsole(console => console.FormatterName = JsonConsole.FormatterName).AddConsoleFormatter<JsonConsole, ConsoleFormatterOptions>();
                return;
            }

            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
                console.UseUtcTimestamp = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        });
    }
}
