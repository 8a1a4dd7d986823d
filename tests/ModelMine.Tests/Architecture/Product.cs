using System.Reflection;
using System.Xml.Linq;

namespace ModelMine.Tests.Architecture;

/// <summary>The product's projects, as they are built and as their project files declare them.</summary>
internal static class Product
{
    /// <summary>The projects, without the prefix <c>ModelMine.</c></summary>
    public static readonly string[] Projects = ["Core", "Training", "Agent", "Server", "Cli"];

    /// <summary>The project's own assembly.</summary>
    public static Assembly AssemblyOf(string project) => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"ModelMine.{project}.dll"));

    /// <summary>Names of the assemblies that its code uses.</summary>
    public static IEnumerable<string> AssembliesUsedBy(string project) => AssemblyOf(project).GetReferencedAssemblies().Select(name => name.Name!);

    /// <summary>The projects of ours that its project file names.</summary>
    public static IEnumerable<string> ProjectsDeclaredBy(string project) => Declared(project, "ProjectReference")
        .Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')).Replace("ModelMine.", "", StringComparison.Ordinal));

    /// <summary>The packages that its project file names.</summary>
    public static IEnumerable<string> PackagesDeclaredBy(string project) => Declared(project, "PackageReference");

    /// <summary>Its source files, without what the compiler makes.</summary>
    public static IEnumerable<string> SourcesOf(string project, string folder = "", string pattern = "*.cs")
    {
        var root = Path.Combine(Repository.Root, "src", $"ModelMine.{project}", folder);
        return Directory.Exists(root) ? Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories) : [];
    }

    private static IEnumerable<string> Declared(string project, string element) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", $"ModelMine.{project}", $"ModelMine.{project}.csproj"))
            .Descendants(element).Select(reference => reference.Attribute("Include")!.Value);
}
