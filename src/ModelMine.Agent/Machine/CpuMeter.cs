namespace ModelMine.Agent.Machine;

/// <summary>Measures the share of all cores in use since the last time that it was asked.</summary>
/// <param name="read">Reads the times now.</param>
internal sealed class CpuMeter(Func<CpuTimes> read)
{
    private CpuTimes _last;
    private double _share;

    /// <summary>
    /// The share, 0 to 1. The first is since the start of the system; when no time passed, the one before is given again.
    /// </summary>
    public double Share()
    {
        var now = read();
        if (now.ShareSince(_last) is { } share) (_share, _last) = (share, now);
        return _share;
    }
}
