using ModelMine.Core.Contracts;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;
using ModelMine.Training.Inference;
using ModelMine.Training.Inference.Images;

namespace ModelMine.Tests.Training.Inference;

[Collection(TorchTests.Name)]
public sealed class ImageInferenceTests : IDisposable
{
    private const int Side = 28;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("layers")]
    [InlineData("resnet")]
    public void Answer_ToTestImages_IsRightAsOftenAsTheScoreSays(string name)
    {
        var result = Trained.Of(name).In(_folder.Path);
        using var model = Load();
        var images = Mnist();

        var right = Enumerable.Range(0, (int)result.TestSamples).Count(i => Best(model, Picture(images.Pixels, i)) == images.Labels[i].ToString(System.Globalization.CultureInfo.InvariantCulture));

        ((double)right / result.TestSamples).ShouldBe(result.Score, 1e-9);
    }

    [Fact]
    public void Answer_NamesEveryClassOnce_TheLikeliestFirst_WithProbabilitiesThatSumToOne()
    {
        Trained.Of("mlp").In(_folder.Path);
        using var model = Load();

        var answer = model.Answer(new TryImage(Picture(Mnist().Pixels, 0))).ToList();

        var classes = answer[0].ShouldBeOfType<TryClasses>().Classes;
        classes.Select(of => of.Name).Order().ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        classes.Select(of => of.Probability).ShouldBeInOrder(SortDirection.Descending);
        classes.Sum(of => of.Probability).ShouldBe(1, 1e-5);
        answer[^1].ShouldBeOfType<TryDone>().Seconds.ShouldBeGreaterThan(0);
    }

    /// <summary>A digit drawn large, faint, dark on light and off the middle must be as easy to the model as the original is.</summary>
    [Fact]
    public void Handwriting_LargeFaintDarkOnLightAndAside_IsReadAsWellAsTheOriginal()
    {
        const int Digits = 300;
        Trained.Of("mlp").In(_folder.Path);
        using var model = Load();
        var images = Mnist();

        var straight = Right(picture => picture);
        var drawn = Right(picture => Enlarge(picture, factor: 4, left: 37, top: 5, canvas: 200));
        var uncentred = Right(picture => Pictures.Fit(Enlarge(picture, factor: 4, left: 37, top: 5, canvas: 200), Side, Side));

        drawn.ShouldBeGreaterThan(straight - Digits * 4 / 100);
        uncentred.ShouldBeLessThan(drawn / 2, "else the preparation would not be what makes the difference");

        int Right(Func<TryPicture, TryPicture> shown) =>
            Enumerable.Range(0, Digits).Count(i => Best(model, shown(Picture(images.Pixels, i))) == images.Labels[i].ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Handwriting_OfAnEmptySheet_IsEmpty() =>
        Handwriting.Centre(new(100, 100, 1, new byte[100 * 100]), Side).Pixels.ShouldAllBe(pixel => pixel == 0);

    [Fact]
    public void Fit_OfAWidePicture_TakesItsMiddle_AndKeepsItsMean()
    {
        // 6 × 2: the outer columns are bright, the inner two, which a square takes, are 10 and 30.
        var picture = new TryPicture(6, 2, 1, [255, 255, 10, 30, 255, 255, 255, 255, 10, 30, 255, 255]);

        Pictures.Fit(picture, 2, 2).Pixels.ShouldBe([10, 30, 10, 30]);
        Pictures.Fit(picture, 1, 1).Pixels.ShouldBe([20]);
        Pictures.Fit(picture, 4, 4).Pixels.ShouldBe([10, 10, 30, 30, 10, 10, 30, 30, 10, 10, 30, 30, 10, 10, 30, 30]);
    }

    [Fact]
    public void WithChannels_MakesGreyOfColour_AndColourOfGrey()
    {
        Pictures.WithChannels(new(1, 1, 3, [255, 0, 0]), 1).Pixels.ShouldBe([76]);
        Pictures.WithChannels(new(1, 1, 1, [9]), 3).Pixels.ShouldBe([9, 9, 9]);
    }

    private TrainedModel Load() => TrainedModel.Load(_folder.File(TrainingJob.WeightsFileName), TorchTests.Threads);

    private static string Best(TrainedModel model, TryPicture picture) => ((TryClasses)model.Answer(new TryImage(picture)).First()).Classes[0].Name;

    private static (byte[] Pixels, byte[] Labels) Mnist()
    {
        var test = SmallMnist.Of(train: 10, test: 1000).Test;
        return (test.Pixels.ToArray(), test.Labels.ToArray());
    }

    private static TryPicture Picture(byte[] pixels, int i) => new(Side, Side, 1, pixels.AsSpan(i * Side * Side, Side * Side).ToArray());

    private static TryPicture Enlarge(TryPicture digit, int factor, int left, int top, int canvas)
    {
        var pixels = new byte[canvas * canvas];
        Array.Fill(pixels, (byte)220);
        for (var i = 0; i < Side * factor * Side * factor; i++)
        {
            var (x, y) = (i % (Side * factor), i / (Side * factor));
            pixels[(top + y) * canvas + left + x] = (byte)(220 - digit.Pixels[y / factor * Side + x / factor] / 2);
        }

        return new(canvas, canvas, 1, pixels);
    }
}
