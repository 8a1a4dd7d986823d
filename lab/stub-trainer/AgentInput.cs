namespace ModelMine.StubTrainer;

/// <summary>Obeys the agent: ends at once when told to, or when the agent is gone; notes when it shall pause or rest.</summary>
/// <param name="stopped">The exit code of one that was told to end.</param>
internal sealed class AgentInput(int stopped) : IDisposable
{
    private readonly ManualResetEventSlim _mayWork = new(true);
    private volatile bool _pause;

    public bool ShallPause => _pause;

    /// <summary>Waits while the agent holds this trainer, and says to the agent what this trainer is at.</summary>
    public void WaitWhileHeld()
    {
        if (_mayWork.IsSet) return;
        Lines.Phase("HOLDING");
        _mayWork.Wait();
        Lines.Phase("TRAINING");
    }

    public void Dispose() => _mayWork.Dispose();

    public void Start() => new Thread(Listen) { IsBackground = true }.Start();

    private void Listen()
    {
        while (Console.In.ReadLine() is { } line)
        {
            var type = Lines.TypeOf(line);
            if (type is not ("pause" or "hold" or "resume")) break;
            _pause |= type == "pause";
            if (type == "hold" && !_pause) _mayWork.Reset();
            else _mayWork.Set();
        }

        Environment.Exit(stopped);
    }
}
