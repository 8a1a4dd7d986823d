namespace ModelMine.Server.Jobs;

/// <summary>Registers jobs: submitting, calling off, reading.</summary>
public static class JobsFeature
{
    /// <summary>Adds jobs.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobMeter>();
        services.AddHostedService<QueueLook>();
        services.AddSingleton<JobEventLog>();
        services.AddSingleton<WaitReasons>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobHistory>();
        services.AddSingleton<PendingLimit>();
        services.AddSingleton<SubmitJob>();
        services.AddSingleton<CancelJob>();
        services.AddSingleton<RetryJob>();
        return services;
    }
}
