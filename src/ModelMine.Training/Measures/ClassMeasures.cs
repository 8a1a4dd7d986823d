using System.Runtime.InteropServices;
using ModelMine.Core.Contracts;
using ModelMine.Training.Losses;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Measures;

/// <summary>Measures a classifier over the batches of a split: loss and accuracy always, the rest where the config's <c>metrics</c> ask for it.</summary>
internal sealed class ClassMeasures
{
    private const int Best = 5;
    private static readonly string[] OfConfusion = ["precision", "recall", "f1", "confusionMatrix"];
    private readonly IReadOnlyList<string> _asked;
    private readonly ConfusionMatrix? _confusion;
    private double _lossSum;
    private long _amongBest;

    /// <param name="asked">Words of <c>metrics</c>; one that is not of classes is passed over.</param>
    /// <param name="classes">How many classes there are.</param>
    public ClassMeasures(IReadOnlyList<string> asked, int classes)
    {
        _asked = asked;
        _confusion = asked.Intersect(OfConfusion).Any() ? new(classes) : null;
    }

    public long Count { get; private set; }

    public long Correct { get; private set; }

    /// <summary>Mean cross entropy, in nats.</summary>
    public double Loss => _lossSum / Count;

    public double Accuracy => (double)Correct / Count;

    /// <summary>Takes a batch.</summary>
    /// <param name="scores">Shape [samples, classes], unnormalised log-probabilities.</param>
    /// <param name="labels">Shape [samples], 64-bit.</param>
    public void Add(Tensor scores, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var answers = scores.argmax(1);
        Count += labels.shape[0];
        Correct += answers.eq(labels).sum().item<long>();
        _lossSum += CrossEntropy.Sum(scores, labels).item<float>();
        if (_asked.Contains("top5"))
        {
            var higher = scores.gt(scores.gather(1, labels.unsqueeze(1))).sum(1);
            _amongBest += MemoryMarshal.Cast<byte, long>(higher.OnProcessor().bytes).ToArray().LongCount(count => count < Best);
        }

        _confusion?.Add(MemoryMarshal.Cast<byte, long>(labels.OnProcessor().contiguous().bytes), MemoryMarshal.Cast<byte, long>(answers.OnProcessor().bytes));
    }

    /// <summary>The figures by name.</summary>
    /// <param name="split"><c>validation</c> or <c>test</c>: begins each name.</param>
    public Dictionary<string, double> Figures(string split) => Figures().ToDictionary(figure => $"{split}/{figure.Key}", figure => figure.Value);

    /// <summary>The same, named without a split.</summary>
    public Dictionary<string, double> Figures()
    {
        var figures = new Dictionary<string, double> { ["loss"] = Loss, ["accuracy"] = Accuracy };
        foreach (var word in _asked)
        {
            if (Figure(word) is { } value)
            {
                figures[word] = value;
            }
        }

        return figures;
    }

    /// <summary>The confusion matrix, if it was asked for.</summary>
    public ConfusionCounts? Confusion(IReadOnlyList<string> names) => _asked.Contains("confusionMatrix") ? _confusion!.With(names) : null;

    private double? Figure(string word) => word switch
    {
        "top5" => (double)_amongBest / Count,
        "precision" => _confusion!.Precision,
        "recall" => _confusion!.Recall,
        "f1" => _confusion!.F1,
        _ => null,
    };
}
