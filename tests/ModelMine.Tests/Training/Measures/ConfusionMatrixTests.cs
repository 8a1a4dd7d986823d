using ModelMine.Training.Measures;

namespace ModelMine.Tests.Training.Measures;

/// <summary>
/// By hand: six samples of three classes, a b c. True a a a b b c, taken for a a b b c b. So a is answered twice (both right) and
/// occurs three times; b is answered three times (once right) and occurs twice; c is answered once (wrongly) and occurs once.
/// </summary>
public sealed class ConfusionMatrixTests
{
    private readonly ConfusionMatrix _matrix = new(3);

    public ConfusionMatrixTests() => _matrix.Add([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 1]);

    [Fact]
    public void Counts_HaveARowForEachTrueClass() =>
        _matrix.With(["a", "b", "c"]).Counts.ShouldBe([[2, 1, 0], [0, 1, 1], [0, 1, 0]]);

    [Fact]
    public void Precision_IsTheMeanShareOfAnswersThatAreRight() => _matrix.Precision.ShouldBe((1 + 1 / 3.0 + 0) / 3, 1e-12);

    [Fact]
    public void Recall_IsTheMeanShareOfSamplesThatAreRecognised() => _matrix.Recall.ShouldBe((2 / 3.0 + 1 / 2.0 + 0) / 3, 1e-12);

    [Fact]
    public void F1_IsTheMeanOfTheHarmonicMeans() => _matrix.F1.ShouldBe((0.8 + 0.4 + 0) / 3, 1e-12);

    [Fact]
    public void Means_PassOverAClassThatNeitherOccursNorIsAnswered()
    {
        var four = new ConfusionMatrix(4);
        four.Add([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 1]);

        (four.Precision, four.Recall, four.F1).ShouldBe((_matrix.Precision, _matrix.Recall, _matrix.F1));
    }
}
