namespace ModelMine.Core.Contracts;

/// <summary>A line that goes to a trainer's standard input when it answers with a trained model (verb <c>infer</c>).</summary>
/// <param name="Id">Names the request in the lines that answer it.</param>
/// <param name="Request">What the model is asked.</param>
public sealed record InferenceRequest(string Id, TryRequest Request);

/// <summary>A line of its answer; requests are answered one after another.</summary>
/// <param name="Id">The request.</param>
/// <param name="Output">A piece of the answer; the last one is <see cref="TryDone"/> or <see cref="TryFailed"/>.</param>
public sealed record InferenceLine(string Id, TryOutput Output);
