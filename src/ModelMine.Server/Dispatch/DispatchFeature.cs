namespace ModelMine.Server.Dispatch;

/// <summary>Registers dispatch: leases, claims, reports, settlement, the sweep.</summary>
public static class DispatchFeature
{
    /// <summary>Adds dispatch.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddSingleton<DispatchMeter>();
        services.AddSingleton<WakeUps>();
        services.AddSingleton<AttemptEnd>();
        services.AddSingleton<GrantNotes>();
        services.AddSingleton<GrantAttempts>();
        services.AddSingleton<ReadyWork>();
        services.AddSingleton<ClaimWork>();
        services.AddSingleton<WatchLeases>();
        services.AddSingleton<TakeReport>();
        services.AddSingleton<TakeSnapshot>();
        services.AddSingleton<CompleteAttempt>();
        services.AddSingleton<GiveBackAttempt>();
        services.AddSingleton<ILeaseRenewal, StoredLeaseRenewal>();
        services.AddSingleton<LostAttemptSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<LostAttemptSweep>());
        services.AddHostedService<WakeUpRelay>();
        return services;
    }
}
