using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Layers;
using ModelMine.Core.Ledger;

namespace ModelMine.Core.JobConfigs;

/// <summary>
/// A job config that was found valid, with every default filled in: what is stored, shown, hashed and trained.
/// Two configs that say the same, in whatever spelling and order, have the same <see cref="Digest"/>.
/// </summary>
public sealed class EffectiveConfig : IEquatable<EffectiveConfig>
{
    private readonly Dictionary<string, object> _values;

    internal EffectiveConfig(ModelFamily family, Dictionary<string, object> values, DatasetFacts? data)
    {
        Family = family;
        Data = data;
        _values = values;
        Json = WriteJson();
        CanonicalJson = Ledger.CanonicalJson.Serialize(Json);
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson)));
        MemoryMiB = MemoryEstimate.For(this);
    }

    /// <summary>The family that is trained.</summary>
    public ModelFamily Family { get; }

    /// <summary>The family's word: <c>mlp</c>, <c>cnn</c>, <c>transformer</c>, <c>dqn</c>, <c>ppo</c>.</summary>
    public string ModelType => JobConfigSchema.NameOf(Family);

    /// <summary>Data set or environment, canonical: <c>mnist</c>, <c>cifar10</c>, <c>kjv</c>, <c>CartPole-v1</c>.</summary>
    public string Dataset => Text(_values.ContainsKey("dataset") ? "dataset" : "environment");

    /// <summary>What is known of the data set; null for a family that acts in a world.</summary>
    public DatasetFacts? Data { get; }

    /// <summary>Passes over the training data (for dqn and ppo: stretches of <c>stepsPerEpoch</c> environment steps).</summary>
    public int Epochs => Int32("epochs");

    /// <summary>Samples in an optimizer step.</summary>
    public int BatchSize => Int32("batchSize");

    /// <summary>Step size of the optimizer.</summary>
    public double LearningRate => Number("learningRate");

    /// <summary>Start of every random choice, 0 to 2^53 - 1.</summary>
    public long Seed => (long)Value("seed", typeof(long));

    /// <summary>Memory that a trainer of it needs, MiB; at least 320. See <see cref="MemoryEstimate"/>.</summary>
    public int MemoryMiB { get; }

    /// <summary>The whole config, <c>modelType</c> first, the rest in the schema's order.</summary>
    public JsonElement Json { get; }

    /// <summary><see cref="Json"/> in RFC 8785 form: the text that is hashed.</summary>
    public string CanonicalJson { get; }

    /// <summary>SHA-256 of <see cref="CanonicalJson"/> in UTF-8, lower-case hex.</summary>
    public string Digest { get; }

    /// <summary>Reads back <see cref="Json"/> of an earlier effective config.</summary>
    /// <param name="effective">The stored JSON.</param>
    /// <param name="datasets">Where its data set is found; null for the catalog.</param>
    /// <returns>A config equal to the one that was stored.</returns>
    /// <exception cref="FormatException">It is not an effective config that this version can train; says why.</exception>
    public static EffectiveConfig FromEffective(JsonElement effective, IDatasetLookup? datasets = null)
    {
        var result = JobConfigParser.ParseStored(effective, datasets);
        return result.Config ?? throw new FormatException(
            "This is not an effective config that this version of ModelMine can train: "
            + string.Join(" ", result.Problems.Select(problem => $"{problem.Path}: {problem.Message}")));
    }

    /// <summary>Whether a key has a value here: the family reads it, and it is not optional or was given.</summary>
    /// <param name="key">Its canonical name.</param>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Value of a whole-number key.</summary>
    /// <param name="key">Canonical name of a key that the family reads.</param>
    /// <exception cref="ArgumentException">The family does not read it, or its kind is another.</exception>
    [SuppressMessage("Naming", "CA1720", Justification = "It says what comes back.")]
    public int Int32(string key) => checked((int)(long)Value(key, typeof(long)));

    /// <summary>Value of a number key.</summary>
    /// <inheritdoc cref="Int32(string)"/>
    public double Number(string key) => (double)Value(key, typeof(double));

    /// <summary>Canonical word of a text key, or the text of a name.</summary>
    /// <inheritdoc cref="Int32(string)"/>
    public string Text(string key) => (string)Value(key, typeof(string));

    /// <summary>Value of a flag key.</summary>
    /// <inheritdoc cref="Int32(string)"/>
    public bool Flag(string key) => (bool)Value(key, typeof(bool));

    /// <summary>Canonical words of a key that takes a list of them, each once, in the order of the schema.</summary>
    /// <inheritdoc cref="Int32(string)"/>
    public IReadOnlyList<string> Words(string key) => (string[])Value(key, typeof(string[]));

    /// <summary>The layers of a network, in their order.</summary>
    /// <inheritdoc cref="Int32(string)"/>
    public IReadOnlyList<Layer> Layers(string key) => (Layer[])Value(key, typeof(Layer[]));

    /// <inheritdoc/>
    public bool Equals(EffectiveConfig? other) => other is not null && CanonicalJson == other.CanonicalJson;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EffectiveConfig);

    /// <inheritdoc/>
    public override int GetHashCode() => CanonicalJson.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => CanonicalJson;

    private object Value(string key, Type type)
    {
        if (_values.TryGetValue(key, out var value) && value.GetType() == type)
        {
            return value;
        }

        throw new ArgumentException(value is null ? $"{ModelType} does not read {key}." : $"{key} holds a {value.GetType().Name}, not a {type.Name}.", nameof(key));
    }

    private JsonElement WriteJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(JobConfigSchema.ModelTypeKey, ModelType);
            foreach (var key in JobConfigSchema.KeysOf(Family, Data).Where(key => Has(key.Name)))
            {
                writer.WritePropertyName(key.Name);
                switch (_values[key.Name])
                {
                    case long whole: writer.WriteNumberValue(whole); break;
                    case double number: writer.WriteRawValue(EcmaScriptNumber.Format(number)); break;
                    case bool flag: writer.WriteBooleanValue(flag); break;
                    case string[] words: WriteWords(writer, words); break;
                    case Layer[] layers: WriteLayers(writer, layers); break;
                    case var text: writer.WriteStringValue((string)text); break;
                }
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static void WriteLayers(Utf8JsonWriter writer, Layer[] layers)
    {
        writer.WriteStartArray();
        foreach (var layer in layers)
        {
            layer.Write(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter writer, string[] words)
    {
        writer.WriteStartArray();
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }
}
