using ModelMine.Training.Measures;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Measures;

[Collection(TorchTests.Name)]
public sealed class ClassMeasuresTests
{
    [Fact]
    public void LossAndAccuracy_AreAlwaysMeasured_OverAllBatches()
    {
        using var scope = NewDisposeScope();
        var measures = new ClassMeasures([], classes: 2);
        // Softmax of (ln 3, 0) is (3/4, 1/4).
        measures.Add(tensor(new[,] { { MathF.Log(3), 0 }, { MathF.Log(3), 0 } }), tensor(new long[] { 0, 1 }));
        measures.Add(tensor(new[,] { { MathF.Log(3), 0 } }), tensor(new long[] { 0 }));

        var figures = measures.Figures("test");

        figures.Keys.ShouldBe(["test/loss", "test/accuracy"]);
        figures["test/accuracy"].ShouldBe(2 / 3.0, 1e-12);
        figures["test/loss"].ShouldBe((2 * Math.Log(4 / 3.0) + Math.Log(4)) / 3, 1e-6);
        measures.Confusion(["a", "b"]).ShouldBeNull();
    }

    [Fact]
    public void Top5_CountsSamplesWhoseClassIsAmongTheFiveHighestScores()
    {
        using var scope = NewDisposeScope();
        var measures = new ClassMeasures(["top5"], classes: 7);
        var scores = tensor(new float[,] { { 7, 6, 5, 4, 3, 2, 1 }, { 7, 6, 5, 4, 3, 2, 1 }, { 1, 2, 3, 4, 5, 6, 7 } });

        measures.Add(scores, tensor(new long[] { 4, 5, 0 }));

        measures.Figures("validation")["validation/top5"].ShouldBe(1 / 3.0, 1e-12);
    }

    [Fact]
    public void Asked_IsWhatIsSaid()
    {
        using var scope = NewDisposeScope();
        var measures = new ClassMeasures(["accuracy", "precision", "recall", "f1", "confusionMatrix"], classes: 2);
        measures.Add(tensor(new float[,] { { 1, 0 }, { 1, 0 }, { 0, 1 } }), tensor(new long[] { 0, 1, 1 }));

        measures.Figures("test").Keys.ShouldBe(["test/loss", "test/accuracy", "test/precision", "test/recall", "test/f1"]);
        measures.Confusion(["no", "yes"])!.Counts.ShouldBe([[1, 0], [1, 1]]);
    }
}
