using System.Runtime.InteropServices;

namespace ModelMine.Agent.Shell;

/// <summary>Turns the first SIGTERM, SIGINT or SIGHUP into a token, and the second into the end of the process.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
    ];

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Token => _first.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _first.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        // The trainers see the end of their input, and end too.
        if (Interlocked.Increment(ref _count) > 1) Environment.Exit(AgentExit.Interrupted);
        _first.Cancel();
    }
}
