using System.Net;
using System.Net.Http.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server;

/// <summary>Short ways to call the API and to look at what it answers.</summary>
internal static class Calls
{
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient http, string path, object body) =>
        http.PostAsync(path, JsonContent.Create(body, body.GetType(), options: ModelMineJson.Options));

    /// <summary>Expects a refusal in the one shape that all errors have, and gives it.</summary>
    public static async Task<Problem> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", body);
        var problem = System.Text.Json.JsonSerializer.Deserialize<Problem>(body, ModelMineJson.Options).ShouldNotBeNull();
        problem.Code.ShouldBe(code, body);
        problem.Status.ShouldBe((int)status);
        problem.Title.ShouldNotBeNullOrWhiteSpace();
        problem.TraceId.ShouldNotBeNullOrWhiteSpace();
        return problem;
    }
}
