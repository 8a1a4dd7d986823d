using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Problems;
using Npgsql;

namespace ModelMine.Tests.Server.Shell;

/// <summary>What is not the request's fault, and passes, is answered so that callers come again.</summary>
public sealed class OutageAnswerTests
{
    public static TheoryData<Exception, string, string> Outages => new()
    {
        { new SiloUnavailableException("The target silo became unavailable"), "server_gone", "1" },
        { new TimeoutException("Response did not arrive on time"), "server_gone", "1" },
        { new NpgsqlException("The connection was closed"), "database_unavailable", "3" },
    };

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public async Task Fault_ThatPasses_Is503_AndSaysWhenToComeAgain(Exception fault, string code, string retryAfter)
    {
        var (answer, problem) = await AnswerAsync(fault);

        (answer.StatusCode, problem.Code).ShouldBe((503, code));
        answer.Headers.RetryAfter.ToString().ShouldBe(retryAfter);
    }

    [Fact]
    public async Task Fault_OfOurOwn_StaysOne()
    {
        var (answer, problem) = await AnswerAsync(new InvalidOperationException("a mistake"));

        (answer.StatusCode, problem.Code).ShouldBe((500, "internal_error"));
        answer.Headers.RetryAfter.ShouldBeEmpty();
    }

    private static async Task<(HttpResponse Answer, Problem Problem)> AnswerAsync(Exception fault)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.Request.Path = "/api/nodes/tries/claim";
        (await new ErrorAnswers(NullLogger<ErrorAnswers>.Instance).TryHandleAsync(context, fault, TestContext.Current.CancellationToken)).ShouldBeTrue();
        context.Response.Body.Position = 0;
        return (context.Response, (await JsonSerializer.DeserializeAsync<Problem>(context.Response.Body, ModelMineJson.Options))!);
    }
}
