using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ModelMine.Core.Ledger;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>A layer of a network that a config describes: its type and all its options, defaults filled in.</summary>
public sealed class Layer
{
    private readonly LayerType _type;
    private readonly Dictionary<string, object> _values;

    internal Layer(LayerType type, Dictionary<string, object> values) => (_type, _values) = (type, values);

    /// <summary>Its type's word, such as <c>Conv2D</c>.</summary>
    public string Type => _type.Word.Value;

    /// <summary>What it turns a shape into.</summary>
    /// <param name="input">The shape that comes in.</param>
    /// <exception cref="LayerShapeException">It cannot take that shape.</exception>
    public FeatureShape Output(FeatureShape input) => _type.Output(this, input);

    /// <summary>Trainable numbers that it has for a shape.</summary>
    /// <param name="input">The shape that comes in.</param>
    public double Parameters(FeatureShape input) => _type.Parameters(this, input);

    /// <summary>Numbers that it keeps of a sample for the backward pass.</summary>
    /// <param name="input">The shape that comes in.</param>
    public double Kept(FeatureShape input) => _type.Kept(this, input);

    /// <summary>Value of a whole-number option.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "It says what comes back.")]
    public int Int32(string option) => (int)(long)_values[option];

    /// <summary>Value of a number option.</summary>
    public double Number(string option) => (double)_values[option];

    /// <summary>Canonical word of a text option.</summary>
    public string Text(string option) => (string)_values[option];

    /// <summary>Value of a flag option.</summary>
    public bool Flag(string option) => (bool)_values[option];

    /// <summary>Value of a size option.</summary>
    public LayerSize Size(string option) => (LayerSize)_values[option];

    /// <summary>Whether its type has an option.</summary>
    public bool Has(string option) => _values.ContainsKey(option);

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(LayerListReader.TypeKey, Type);
        foreach (var option in _type.Options)
        {
            writer.WritePropertyName(option.Name);
            switch (_values[option.Name])
            {
                case long whole: writer.WriteNumberValue(whole); break;
                case double number: writer.WriteRawValue(EcmaScriptNumber.Format(number)); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                case LayerSize size when size.Rows == size.Columns: writer.WriteNumberValue(size.Rows); break;
                case LayerSize size:
                    writer.WriteStartArray();
                    writer.WriteNumberValue(size.Rows);
                    writer.WriteNumberValue(size.Columns);
                    writer.WriteEndArray();
                    break;
                case var text: writer.WriteStringValue((string)text); break;
            }
        }

        writer.WriteEndObject();
    }
}
