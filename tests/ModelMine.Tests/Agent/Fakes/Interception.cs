using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>Comes between agents and a real server, for requests whose path ends so.</summary>
/// <param name="path">The end of the path, such as <c>/claim</c>.</param>
/// <param name="intercept">Gets the request, and what the server would do with it.</param>
internal sealed class Interception(string path, Func<HttpContext, RequestDelegate, Task> intercept) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) => context.Request.Path.Value?.EndsWith(path, StringComparison.Ordinal) == true ? intercept(context, rest) : rest(context));
        next(app);
    };

    /// <summary>Lets the server take the request, and keeps its answer.</summary>
    public static async Task<string> TakeWithoutAnswerAsync(HttpContext context, RequestDelegate server)
    {
        var wire = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await server(context);
        context.Response.Body = wire;
        return System.Text.Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>Puts this before all that a server does.</summary>
    public void AddTo(IServiceCollection services) => services.AddSingleton<IStartupFilter>(this);
}
