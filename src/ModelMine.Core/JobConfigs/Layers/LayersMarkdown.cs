using System.Globalization;
using System.Text;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Writes the part of the job config's documentation that tells the types of layers.</summary>
internal static class LayersMarkdown
{
    private const string Introduction =
        """

        ## Layers

        `layers` is a list of objects, each with a `type` and its options. Names are those of Keras and matched as all others are.
        Shapes are checked when the config is submitted; the last layer must give a number for each class. A softmax at the end
        is understood and not applied twice: cross entropy holds it already.

        | type | what it does | options |
        |---|---|---|

        """;

    public static void Append(StringBuilder page)
    {
        page.Append(Introduction);
        foreach (var type in LayerType.All)
        {
            var options = type.Options.Select(option => Option(type, option));
            page.Append(CultureInfo.InvariantCulture, $"| `{type.Word.Value}` | {type.Help} | {string.Join("<br>", options)} |\n");
        }
    }

    private static string Option(LayerType type, ConfigKey option)
    {
        var value = type.Required.Contains(option.Name) ? "required" : $"default `{JobConfigMarkdown.Text(option.Uses[ModelFamily.Cnn].Default)}`";
        return $"`{option.Name}`: {JobConfigMarkdown.Allowed(option, ModelFamily.Cnn)}; {value}. {option.Help}";
    }
}
