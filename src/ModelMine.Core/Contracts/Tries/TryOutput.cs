using System.Text.Json.Serialization;

namespace ModelMine.Core.Contracts;

/// <summary>A piece of a model's answer: JSON with a <c>type</c>. The last one is a <see cref="TryDone"/> or a <see cref="TryFailed"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TryClasses), "classes")]
[JsonDerivedType(typeof(TryText), "text")]
[JsonDerivedType(typeof(TryValue), "value")]
[JsonDerivedType(typeof(TryFrames), "frames")]
[JsonDerivedType(typeof(TryDone), "done")]
[JsonDerivedType(typeof(TryFailed), "failed")]
public abstract record TryOutput
{
    /// <summary>Whether nothing follows.</summary>
    [JsonIgnore]
    public bool IsLast => this is TryDone or TryFailed;
}

/// <summary>How likely the model takes each class to be.</summary>
/// <param name="Classes">The likeliest first, at most <see cref="TryLimits.MostClasses"/>.</param>
public sealed record TryClasses(IReadOnlyList<ClassProbability> Classes) : TryOutput
{
    /// <summary>The image as the model saw it; null where there is none.</summary>
    public TryPicture? Seen { get; init; }
}

/// <summary>A class, and how likely the model takes it to be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Probability">0 to 1, by softmax: sure of itself does not mean right.</param>
public sealed record ClassProbability(string Name, double Probability);

/// <summary>Some more of the text.</summary>
/// <param name="Text">What follows on what came before.</param>
public sealed record TryText(string Text) : TryOutput;

/// <summary>A predicted number.</summary>
/// <param name="Name">The target column.</param>
/// <param name="Value">In the column's own units.</param>
public sealed record TryValue(string Name, double Value) : TryOutput;

/// <summary>An episode, state by state.</summary>
/// <param name="World">The world, as in the config's <c>environment</c>.</param>
/// <param name="States">The state before each step, and the last one; what the numbers are, the world says.</param>
/// <param name="Actions">What was done in each step.</param>
/// <param name="Return">Sum of its rewards.</param>
public sealed record TryFrames(string World, IReadOnlyList<IReadOnlyList<double>> States, IReadOnlyList<int> Actions, double Return) : TryOutput;

/// <summary>The answer is complete.</summary>
/// <param name="Seconds">Seconds that the model took for it, without starting and loading.</param>
public sealed record TryDone(double Seconds) : TryOutput;

/// <summary>There is no answer, or no more of it.</summary>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record TryFailed(string Message) : TryOutput;
