using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ModelMine.Tests.Server.Shell;

[Collection(nameof(SharedApp))]
public sealed class OpenApiTests(SharedApp shared)
{
    private readonly TestApp _app = shared.App;

    [Fact]
    public async Task Document_ListsEveryRouteAndMethodOfTheApi()
    {
        var document = await DocumentAsync();

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();

        var routes = _app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText?.StartsWith("/api", StringComparison.Ordinal) == true)
            .Where(route => !route.RoutePattern.RawText!.Contains("/hubs/", StringComparison.Ordinal))
            .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => $"{method} {WithoutConstraints(route.RoutePattern.RawText!)}"))
            .ToList();
        routes.Count.ShouldBeGreaterThan(25);
        routes.ShouldAllBe(route => described.Contains(route));
    }

    [Fact]
    public async Task Document_SaysWhoMayAndHowRefusalsLook()
    {
        var document = await DocumentAsync();
        var submit = document.GetProperty("paths").GetProperty("/api/jobs").GetProperty("post");

        submit.GetProperty("security").EnumerateArray().Select(s => s.EnumerateObject().Single().Name).ShouldBe(["token", "session"]);
        submit.GetProperty("responses").GetProperty("default").GetProperty("content").GetProperty("application/problem+json")
            .GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Problem");
        document.GetProperty("paths").GetProperty("/api/nodes").GetProperty("get").TryGetProperty("security", out _).ShouldBeFalse();
        document.GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties").TryGetProperty("code", out _).ShouldBeTrue();
    }

    private static string WithoutConstraints(string route) => System.Text.RegularExpressions.Regex.Replace(route, @"\{(\w+):.*\}", "{$1}").TrimEnd('/');

    private async Task<JsonElement> DocumentAsync() =>
        JsonElement.Parse(await _app.CreateClient(_app.Api).GetStringAsync("/openapi/v1.json"));
}
