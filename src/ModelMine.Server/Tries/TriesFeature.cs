namespace ModelMine.Server.Tries;

/// <summary>Registers the use of trained models.</summary>
public static class TriesFeature
{
    /// <summary>Adds the use of trained models.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddTries(this IServiceCollection services) => services.AddSingleton<AskModel>();
}
