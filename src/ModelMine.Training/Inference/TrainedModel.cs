using System.Diagnostics;
using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;

namespace ModelMine.Training.Inference;

/// <summary>Answers requests with the model in a weights file. All calls come from one thread.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly ITrainedModel _model;
    private readonly TryKind _kind;

    private TrainedModel(ITrainedModel model, TryKind kind) => (_model, _kind) = (model, kind);

    /// <summary>Loads a model.</summary>
    /// <param name="weightsFile">Weights of a completed job (safetensors).</param>
    /// <param name="threads">Threads to compute with; at least 1.</param>
    /// <exception cref="TrainingException">The file cannot be read, or this version cannot use such a model.</exception>
    public static TrainedModel Load(string weightsFile, int threads)
    {
        TorchRuntime.UseThreads(threads);
        using var weights = TrainedWeights.Open(weightsFile);
        try
        {
            return new(TrainedModelChoice.Of(weights), TryKindOf.Model(weights.Config));
        }
        catch (SafetensorsException error)
        {
            throw new TrainingException($"The weights do not fit their config: {error.Message}", retryable: false, error);
        }
    }

    /// <summary>Answers a request, piece by piece.</summary>
    /// <param name="request">What is asked.</param>
    /// <returns>The pieces; the last one is a <see cref="TryDone"/> or a <see cref="TryFailed"/>.</returns>
    public IEnumerable<TryOutput> Answer(TryRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var began = Stopwatch.GetTimestamp();
        if (WhyNot(request) is { } problem)
        {
            yield return new TryFailed(problem);
            yield break;
        }

        using var pieces = Pieces(request).GetEnumerator();
        while (true)
        {
            var (piece, failed) = Next(pieces);
            if (failed is not null) yield return failed;
            if (piece is null && failed is null) yield return new TryDone(Stopwatch.GetElapsedTime(began).TotalSeconds);
            if (piece is null) yield break;
            yield return piece;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private string? WhyNot(TryRequest request) => request.Kind != _kind
        ? $"This model is tried with {Words(_kind)}, not with {Words(request.Kind)}."
        : TryLimits.WhyNot(request).FirstOrDefault()?.Message;

    // Begins only when the first piece is asked for, so that what it throws at once is caught as all else.
    private IEnumerable<TryOutput> Pieces(TryRequest request)
    {
        foreach (var piece in _model.Answer(request))
        {
            yield return piece;
        }
    }

    private static (TryOutput? Piece, TryFailed? Failed) Next(IEnumerator<TryOutput> pieces)
    {
        try
        {
            return (pieces.MoveNext() ? pieces.Current : null, null);
        }
        catch (TrainingException error)
        {
            return (null, new TryFailed(error.Message));
        }
    }

    private static string Words(TryKind kind) => kind switch
    {
        TryKind.Image => "an image",
        TryKind.Prompt => "a prompt",
        TryKind.Sentence => "a sentence",
        TryKind.Row => "a row of its table",
        _ => "a replay of its world",
    };
}
