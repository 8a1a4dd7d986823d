namespace ModelMine.StubTrainer;

/// <summary>
/// What the job's <c>seed</c> tells the stub to do: <c>behaviour × 1000 + tenths of a second of work</c>. So 30 works for three
/// seconds and completes, and 1005 crashes after half a second.
/// </summary>
/// <param name="Behaviour">What comes after the work.</param>
/// <param name="Steps">Steps of a tenth of a second each, at least one.</param>
/// <param name="Seed">The seed.</param>
internal sealed record Plan(Behaviour Behaviour, long Steps, long Seed)
{
    private const long Scale = 1000;

    /// <summary>Reads it.</summary>
    /// <param name="seed">The config's seed.</param>
    public static Plan Of(long seed)
    {
        var behaviour = (Behaviour)(seed / Scale);
        return new Plan(Enum.IsDefined(behaviour) ? behaviour : Behaviour.Completes, Math.Max(1, seed % Scale), seed);
    }
}
