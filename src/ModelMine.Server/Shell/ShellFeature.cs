namespace ModelMine.Server.Shell;

/// <summary>Registers what all features stand on: settings, time, the wire format.</summary>
public static class ShellFeature
{
    /// <summary>Adds settings and time.</summary>
    /// <param name="builder">The server's builder.</param>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ModelMineOptions>()
            .BindConfiguration(ModelMineOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System);
        return builder;
    }
}
