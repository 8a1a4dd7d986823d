using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Agent.Contact;
using ModelMine.Tests.Agent.Fakes;

namespace ModelMine.Tests.Agent.Contact;

/// <summary>Answers and failures come in any order; the log tells of each change once.</summary>
public sealed class ServerContactTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogBook _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly ServerContact _contact;

    public ServerContactTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _contact = new ServerContact(new Uri("http://server"), _time, _loggers.CreateLogger<ServerContact>());
    }

    [Fact]
    public void Failed_AgainAndAgain_IsSaidOnce()
    {
        for (var i = 0; i < 5; i++) _contact.Failed(new IOException("refused"), Tick());

        _log.Entries.ShouldHaveSingleItem().ShouldContain("does not answer (refused)");
    }

    [Fact]
    public void Answered_AfterASilence_SaysHowLongItWas()
    {
        _contact.Failed(new IOException("refused"), Tick());
        _time.Advance(TimeSpan.FromSeconds(59));
        _contact.Answered(Tick());

        _log.Entries.Count.ShouldBe(2);
        _log.Entries[1].ShouldContain("answers again after 60.0 s");
    }

    [Fact]
    public void Failed_OfARequestOlderThanTheLastAnswer_IsNoNews()
    {
        var old = Tick();
        _contact.Answered(Tick());
        _contact.Failed(new IOException("cut"), old);

        _log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Answered_ToARequestOlderThanTheSilence_IsNoNews()
    {
        var old = Tick();
        _contact.Failed(new IOException("refused"), Tick());
        _contact.Answered(old);

        _log.Entries.Count.ShouldBe(1);
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _log.Dispose();
    }

    private long Tick()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return _time.GetTimestamp();
    }
}
