using System.Reflection;

namespace ModelMine.Server.Shell;

/// <summary>Which version this server is.</summary>
internal static class ProductVersion
{
    /// <summary>The version as people write it, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
