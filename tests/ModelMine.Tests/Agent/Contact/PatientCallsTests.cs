using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Shell;

namespace ModelMine.Tests.Agent.Contact;

/// <summary>Whatever a broken network does to a request is no answer, and no mistake of the agent's.</summary>
public sealed class PatientCallsTests
{
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<Exception> Faults =>
    [
        new HttpRequestException("refused"), new IOException("cut"), new JsonException("half an answer"),
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task OnceAsync_FaultOfTheNetwork_IsNoAnswer(Exception fault)
    {
        var contact = new ServerContact(new Uri("http://server"), _time, NullLogger<ServerContact>.Instance);
        var calls = new PatientCalls(contact, new AgentTimings(), _time);

        var thrown = await Should.ThrowAsync<NoAnswerException>(() => calls.OnceAsync<int>(_ => throw fault, TimeSpan.FromSeconds(1), CancellationToken.None));

        thrown.InnerException.ShouldBe(fault);
    }
}
