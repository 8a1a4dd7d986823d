using System.Globalization;
using ModelMine.Server.Shell.Lifetime;
using ModelMine.Server.Shell.Ports;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace ModelMine.Server.Shell.Logging;

/// <summary>
/// The log: one line a happening, on the console; readable, or JSON by the setting <c>ModelMine:Logs</c>. Paths are logged without their query, and headers never, so
/// that no secret gets into it. Levels are set by the configuration section <c>Serilog:MinimumLevel</c>.
/// </summary>
internal static class ServerLog
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddServerLog(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(
            log => log
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
                .MinimumLevel.Override("Polly", LogEventLevel.Warning)
                // It recommends the server's garbage collector, which would cost a home machine hundreds of MiB.
                .MinimumLevel.Override("Orleans.Runtime.Silo", LogEventLevel.Error)
                // Its first round counts the time since the machine started as a delay.
                .MinimumLevel.Override("Orleans.Runtime.Watchdog", LogEventLevel.Error)
                // It warns that the keys are not encrypted on disk: they lie in a folder that only its owner can look into.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // It repeats each command that failed; whoever sent the command says so, with more sense.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Query", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Connection", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Transaction", LogEventLevel.Fatal)
                .Filter.ByExcluding(happening => BusyPorts.IsReasonOf(happening.Exception))
                .ReadFrom.Configuration(builder.Configuration)
                .WriteTo.Console(Formatter(builder.Configuration)),
            preserveStaticLogger: true);

    // A word that is neither is told with all other wrong settings.
    private static ITextFormatter Formatter(ConfigurationManager configuration) =>
        string.Equals(configuration[$"{ModelMineOptions.Section}:{nameof(ModelMineOptions.Logs)}"], nameof(LogFormat.Json), StringComparison.OrdinalIgnoreCase)
            ? new JsonLines()
            : new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture);

    /// <summary>Logs each request when it is answered: what people do at the usual level, what programs do all the time below it.</summary>
    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} in {Elapsed:0} ms";
        options.GetLevel = (context, _, error) => Level(context, error);
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            Property("RequestMethod", context.Request.Method),
            Property("RequestPath", context.Request.Path.Value ?? ""),
            Property("StatusCode", status),
            Property("Elapsed", elapsed),
        ];
    });

    private static LogEventLevel Level(HttpContext context, Exception? error)
    {
        if (error is not null || context.Response.StatusCode >= StatusCodes.Status500InternalServerError) return LogEventLevel.Error;
        return context.IsForApi() && !HttpMethods.IsGet(context.Request.Method) && !IsFromNode(context) ? LogEventLevel.Information : LogEventLevel.Debug;
    }

    private static bool IsFromNode(HttpContext context) => context.User.HasClaim(claim => claim.Type == PrincipalExtensions.NodeIdClaim);

    private static LogEventProperty Property(string name, object value) => new(name, new ScalarValue(value));
}
