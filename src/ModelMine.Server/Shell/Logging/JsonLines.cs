using System.Globalization;
using ModelMine.Core.Logs;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace ModelMine.Server.Shell.Logging;

/// <summary>Writes each happening as a line of JSON, for programs that collect logs.</summary>
internal sealed class JsonLines : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output) => output.WriteLine(new JsonLogLine
    {
        Time = logEvent.Timestamp,
        Level = Word(logEvent.Level),
        Message = Render(logEvent),
        Logger = (logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) as ScalarValue)?.Value as string,
        TraceId = logEvent.TraceId?.ToHexString(),
        SpanId = logEvent.SpanId?.ToHexString(),
        Exception = logEvent.Exception?.ToString(),
        Fields = logEvent.Properties
            .Where(property => property.Key != Constants.SourceContextPropertyName)
            .Select(property => KeyValuePair.Create(property.Key, property.Value is ScalarValue scalar ? scalar.Value : property.Value.ToString())),
    });

    private string Render(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _message.Format(logEvent, text);
        return text.ToString();
    }

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warning",
        LogEventLevel.Error => "error",
        _ => "critical",
    };
}
