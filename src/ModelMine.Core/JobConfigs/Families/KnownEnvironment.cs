namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What a config check and the memory estimate know of a world to act in; the world itself is the trainer's.</summary>
/// <param name="Name">Canonical name.</param>
/// <param name="Aliases">Other words for it.</param>
/// <param name="ObservationLength">Numbers that can be seen.</param>
/// <param name="Actions">Actions to choose from.</param>
internal sealed record KnownEnvironment(string Name, string[] Aliases, int ObservationLength, int Actions)
{
    public static readonly KnownEnvironment[] All =
    [
        new("CartPole-v1", ["cartPole"], 4, 2),
        new("MountainCar-v0", ["mountainCar"], 2, 3),
        new("Acrobot-v1", ["acrobot"], 6, 3),
    ];

    /// <summary>The one that a config names.</summary>
    public static KnownEnvironment Of(EffectiveConfig config) => Array.Find(All, environment => environment.Name == config.Dataset)!;
}
