using System.Runtime.InteropServices;

namespace ModelMine.Cli.Shell;

/// <summary>Turns Ctrl-C, SIGTERM and a closed terminal into one token, so that whatever runs can end in order; a second Ctrl-C ends at once.</summary>
internal sealed class StopSignals : IDisposable
{
    // One Ctrl-C, or one stop by a supervisor, can arrive more than once, through the process and through its group.
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(0.5);
    private readonly CancellationTokenSource _source = new();
    private long _first;
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
    ];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        var isSecond = _source.IsCancellationRequested && context.Signal is PosixSignal.SIGINT && TimeProvider.System.GetElapsedTime(_first) > Echo;
        context.Cancel = !isSecond;
        if (_source.IsCancellationRequested) return;
        _first = TimeProvider.System.GetTimestamp();
        _source.Cancel();
    }
}
