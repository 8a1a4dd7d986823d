using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using ModelMine.Core.Logs;

namespace ModelMine.Agent.Shell;

/// <summary>Writes each happening as a line of JSON, for programs that collect logs: the same fields as the servers' logs have.</summary>
/// <param name="time">The clock.</param>
internal sealed class JsonConsole(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "modelmine-json";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var fields = new List<KeyValuePair<string, object?>>();
        if (logEntry.State is IEnumerable<KeyValuePair<string, object?>> values) fields.AddRange(values);
        scopeProvider?.ForEachScope(
            static (scope, all) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> known) all.AddRange(known);
            },
            fields);
        var here = Activity.Current;
        textWriter.WriteLine(new JsonLogLine
        {
            Time = time.GetUtcNow(),
            Level = Word(logEntry.LogLevel),
            Message = logEntry.Formatter(logEntry.State, logEntry.Exception),
            Logger = logEntry.Category,
            TraceId = here?.TraceId.ToHexString(),
            SpanId = here?.SpanId.ToHexString(),
            Exception = logEntry.Exception?.ToString(),
            Fields = fields,
        });
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
