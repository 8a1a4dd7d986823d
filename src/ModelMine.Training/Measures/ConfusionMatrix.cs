using ModelMine.Core.Contracts;

namespace ModelMine.Training.Measures;

/// <summary>
/// Counts which class was taken for which. The means over classes (macro) are those of scikit-learn: over the classes that occur as
/// a label or as an answer, each counting the same, with 0 where a class was never answered (precision) or never occurs (recall).
/// </summary>
/// <param name="classes">How many classes there are.</param>
internal sealed class ConfusionMatrix(int classes)
{
    private readonly long[] _counts = new long[classes * classes];

    /// <summary>Samples of a class that were taken for another.</summary>
    public long this[int label, int answer] => _counts[label * classes + answer];

    /// <summary>Mean of the shares of a class's answers that are right.</summary>
    public double Precision => Mean(place => Share(this[place, place], Answered(place)));

    /// <summary>Mean of the shares of a class's samples that are recognised.</summary>
    public double Recall => Mean(place => Share(this[place, place], Occurring(place)));

    /// <summary>Mean of the harmonic means of each class's precision and recall.</summary>
    public double F1 => Mean(place => Share(2 * this[place, place], Answered(place) + Occurring(place)));

    /// <summary>Counts samples.</summary>
    /// <param name="labels">The class of each, from 0.</param>
    /// <param name="answers">The class that each was taken for.</param>
    public void Add(ReadOnlySpan<long> labels, ReadOnlySpan<long> answers)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            _counts[labels[i] * classes + answers[i]]++;
        }
    }

    /// <summary>The matrix for a result.</summary>
    public ConfusionCounts With(IReadOnlyList<string> names) => new(names, [.. _counts.Chunk(classes)]);

    private long Occurring(int label) => Enumerable.Range(0, classes).Sum(answer => this[label, answer]);

    private long Answered(int answer) => Enumerable.Range(0, classes).Sum(label => this[label, answer]);

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;

    private double Mean(Func<int, double> of) =>
        Enumerable.Range(0, classes).Where(place => Occurring(place) + Answered(place) > 0).Select(of).DefaultIfEmpty(0).Average();
}
