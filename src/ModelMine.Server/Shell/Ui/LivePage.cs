using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ModelMine.Server.Shell.Ui;

/// <summary>What pages and parts share that go on living after they were drawn: who looks, until when, and how often to draw.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private RenderGate? _gate;

    /// <summary>A page that somebody looks at.</summary>
    protected LivePage() => Gone = _gone.Token;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    /// <summary>Cancelled when the viewer leaves.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Whether the page lives in a circuit; false while its first HTML is made.</summary>
    protected bool IsLive => RendererInfo.IsInteractive;

    /// <summary>Whether something that the page follows broke, so that it shows what may be old.</summary>
    protected bool IsStale { get; private set; }

    /// <summary>Shortest time between two drawings.</summary>
    protected virtual TimeSpan DrawInterval => TimeSpan.FromMilliseconds(250);

    /// <summary>Id of who looks; null when nobody is signed in.</summary>
    protected async Task<string?> FindUserIdAsync()
    {
        if (Authentication is null) return null;
        var user = (await Authentication).User;
        return user.Identity?.IsAuthenticated == true ? user.UserId() : null;
    }

    /// <summary>Id of who looks, on a page that only signed-in users reach.</summary>
    protected async Task<string> UserIdAsync() =>
        await FindUserIdAsync() ?? throw new InvalidOperationException("No user is signed in.");

    /// <summary>Draws soon: at most once an interval, however often it is called.</summary>
    protected void DrawSoon()
    {
        _gate ??= new RenderGate(Time, DrawInterval, () => _ = InvokeAsync(StateHasChanged));
        _gate.Ask();
    }

    /// <summary>Runs a loop on the page's own turn until the viewer leaves. If it breaks, the page says so.</summary>
    /// <param name="loop">What to do.</param>
    protected void Run(Func<CancellationToken, Task> loop) => _ = InvokeAsync(async () =>
    {
        try
        {
            await loop(Gone);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The viewer has left.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Loggers.CreateLogger(GetType()).LogError(error, "A page stopped following what it shows.");
            IsStale = true;
            StateHasChanged();
        }
    });

    /// <summary>Does something now and then until the viewer leaves, and draws after each.</summary>
    /// <param name="interval">Time between two.</param>
    /// <param name="work">What to do.</param>
    protected void RunEvery(TimeSpan interval, Func<CancellationToken, Task> work) => Run(async gone =>
    {
        using var timer = new PeriodicTimer(interval, Time);
        while (await timer.WaitForNextTickAsync(gone))
        {
            await work(gone);
            StateHasChanged();
        }
    });

    /// <summary>
    /// Looks into the store now and then, beside following what happens: what happened on another server may be told too late
    /// or not at all. A look that fails is made up for by the next one.
    /// </summary>
    /// <param name="interval">Time between two.</param>
    /// <param name="look">Reads what the page shows.</param>
    protected void LookEvery(TimeSpan interval, Func<CancellationToken, Task> look) => RunEvery(interval, async gone =>
    {
        try
        {
            await look(gone);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            // The page goes on to show what it knows.
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the page holds.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        _gate?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }
}
