namespace ModelMine.Server.Ledger;

/// <summary>Registers the reading of the ledger.</summary>
public static class LedgerFeature
{
    /// <summary>Adds the ledger.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<LedgerCheck>();
        services.AddSingleton<LedgerQueries>();
        return services;
    }
}
