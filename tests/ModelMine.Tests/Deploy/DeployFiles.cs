using System.Text.RegularExpressions;
using ModelMine.Tests.Architecture;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ModelMine.Tests.Deploy;

/// <summary>What is shipped in <c>deploy/</c>.</summary>
internal static partial class DeployFiles
{
    /// <summary>Stands for each secret.</summary>
    public const string SomeSecret = "0123456789abcdef0123456789abcdef";

    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy");

    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    /// <summary>The one document of a YAML file, with its merge keys (<c>&lt;&lt;</c>) carried out.</summary>
    public static YamlMappingNode Yaml(params string[] path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text(path)));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>Entries of a mapping; none when it is not there.</summary>
    public static IReadOnlyDictionary<string, YamlNode> Entries(YamlNode? node)
    {
        var all = new Dictionary<string, YamlNode>();
        if (node is not YamlMappingNode mapping) return all;
        foreach (var (key, value) in mapping.Children)
        {
            if (Word(key) == "<<") foreach (var merged in Entries(value)) all.TryAdd(merged.Key, merged.Value);
            else all[Word(key)] = value;
        }

        return all;
    }

    /// <summary>A scalar, or the words of a list.</summary>
    public static IReadOnlyList<string> Words(YamlNode? node) => node switch
    {
        YamlSequenceNode list => [.. list.Select(Word)],
        YamlScalarNode word => [Word(word)],
        YamlMappingNode mapping => [.. mapping.Children.Keys.Select(Word)],
        _ => [],
    };

    public static string Word(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    /// <summary>The environment of a shell file: a name and a value a line.</summary>
    public static Dictionary<string, string> Variables(string text) => text.Split('\n')
        .Select(line => VariableLine().Match(line)).Where(match => match.Success)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    /// <summary>Puts variables in their places, as compose does; what must be given and is not, throws.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> variables) => Reference().Replace(text, match =>
    {
        var value = variables.GetValueOrDefault(match.Groups["name"].Value, "");
        if (value.Length > 0) return value;
        if (match.Groups["how"].Value == ":?") throw new YamlException($"{match.Groups["name"].Value} must be given.");
        return match.Groups["word"].Value;
    });

    [GeneratedRegex(@"^(?<name>[A-Za-z_]\w*)=(?<value>.*)$")]
    private static partial Regex VariableLine();

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>\w+)((?<how>:-|:\?)(?<word>[^}]*))?\}")]
    private static partial Regex Reference();
}
