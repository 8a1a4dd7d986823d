using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelMine.Core.Contracts;

/// <summary>What a trained model is asked: JSON with a <c>type</c>. Limits are those of <see cref="TryLimits"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TryImage), "image")]
[JsonDerivedType(typeof(TryPrompt), "prompt")]
[JsonDerivedType(typeof(TrySentence), "sentence")]
[JsonDerivedType(typeof(TryRow), "row")]
[JsonDerivedType(typeof(TryReplay), "replay")]
public abstract record TryRequest
{
    /// <summary>Which kind of model can answer it.</summary>
    [JsonIgnore]
    public abstract TryKind Kind { get; }
}

/// <summary>An image to classify. The node brings it into the shape that the model was trained on.</summary>
/// <param name="Picture">The image.</param>
public sealed record TryImage(TryPicture Picture) : TryRequest
{
    /// <inheritdoc/>
    public override TryKind Kind => TryKind.Image;
}

/// <summary>The beginning of a text, to be gone on with; an empty one lets the model begin.</summary>
/// <param name="Prompt">The text.</param>
public sealed record TryPrompt(string Prompt) : TryRequest
{
    /// <inheritdoc/>
    public override TryKind Kind => TryKind.Prompt;

    /// <summary>Above 0, at most 2; below 1 the likely becomes likelier, above 1 the unlikely.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Tokens to write, at most.</summary>
    public int Length { get; init; } = 300;

    /// <summary>The same seed writes the same text; drawn by the node when null.</summary>
    public long? Seed { get; init; }
}

/// <summary>A short text to classify.</summary>
/// <param name="Sentence">The text.</param>
public sealed record TrySentence(string Sentence) : TryRequest
{
    /// <inheritdoc/>
    public override TryKind Kind => TryKind.Sentence;
}

/// <summary>A row of a table, whose target column is predicted.</summary>
/// <param name="Values">A number or a text for each column; a column that is left out, or null, is missing.</param>
public sealed record TryRow(IReadOnlyDictionary<string, JsonElement> Values) : TryRequest
{
    /// <inheritdoc/>
    public override TryKind Kind => TryKind.Row;
}

/// <summary>One of the episodes that the score was measured over, to be watched.</summary>
public sealed record TryReplay : TryRequest
{
    /// <inheritdoc/>
    public override TryKind Kind => TryKind.Replay;

    /// <summary>Which of the hundred, from 1.</summary>
    public int Episode { get; init; } = 1;
}

/// <summary>An image as numbers.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Channels">Numbers a pixel: 1 for grey, 3 for red, green and blue.</param>
/// <param name="Pixels">Row by row, pixel by pixel, channel by channel; 0 (dark) to 255. In JSON as base64.</param>
public sealed record TryPicture(int Width, int Height, int Channels, byte[] Pixels);
