namespace ModelMine.Chaos.Faults;

/// <summary>Lets one at a time stop PostgreSQL.</summary>
internal sealed class PostgresTurn : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task<IDisposable> TakeAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        return new Turn(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
