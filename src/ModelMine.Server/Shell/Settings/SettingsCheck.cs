namespace ModelMine.Server.Shell.Settings;

/// <summary>Checks all settings when the server starts, before anything is built that reads them.</summary>
internal static class SettingsCheck
{
    /// <summary>Exit code of a server whose settings are wrong: starting it again does not help.</summary>
    public const int ExitCode = 2;

    /// <summary>Adds settings: read from a section of the configuration, and checked at the start.</summary>
    /// <typeparam name="T">The type that they are read into.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">Name of the section.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(new SettingsSection(section, typeof(T)));
    }

    /// <summary>Whether all settings are right. If not, says on the console, in one message, all that is wrong.</summary>
    /// <param name="builder">The server's builder, with all features added.</param>
    public static bool HasGoodSettings(this WebApplicationBuilder builder)
    {
        var problems = ProblemsOf(builder.Configuration, builder.Services);
        if (problems.Count == 0) return true;
        Console.Error.WriteLine(problems.Count == 1 ? "One setting is wrong:" : $"{problems.Count} settings are wrong:");
        foreach (var problem in problems) Console.Error.WriteLine($"  {problem}");
        Console.Error.WriteLine("Settings come from the environment (ModelMine__DataFolder), from flags (--ModelMine:DataFolder) or from appsettings.json.");
        return false;
    }

    /// <summary>All that is wrong.</summary>
    public static IReadOnlyList<string> ProblemsOf(IConfiguration configuration, IServiceCollection services)
    {
        var settings = new CheckedSettings(configuration, Added<SettingsSection>(services));
        return [.. settings.Problems, .. Added<ISettingsRule>(services).SelectMany(rule => rule.WhyNot(settings))];
    }

    private static IEnumerable<T> Added<T>(IServiceCollection services) => services.Select(service => service.ImplementationInstance).OfType<T>();
}
