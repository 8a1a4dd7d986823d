using System.Globalization;
using System.Text;
using ModelMine.Tests.Core.Datasets.Images;
using ModelMine.Tests.Core.Datasets.Tables.Parquet;

namespace ModelMine.Tests.Server.Datasets;

/// <summary>A data set of each kind that a user can bring, a job on it, and how its model is tried.</summary>
/// <param name="File">What the file is called.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Config">The job config, without its dataset.</param>
/// <param name="Try">What the trained model is asked, as arguments of the command line.</param>
/// <param name="Answer">What the answer holds.</param>
/// <param name="IsGood">Whether a score beats the baseline: what a model would score that always says the same.</param>
internal sealed record OwnDataKind(string File, byte[] Content, string Config, string[] Try, string Answer, Func<double, bool> IsGood)
{
    public static async Task<OwnDataKind> OfAsync(string kind, Func<string, byte[], string> save) => kind switch
    {
        "table" => new(
            "Houses.csv", Encoding.UTF8.GetBytes(Uploads.Houses), """{"target":"price","epochs":40,"batchSize":8,"hiddenSize":16,"learningRate":0.01}""",
            ["--row", """{"rooms":3,"town":"Ulm"}"""], "price", score => score < 100),
        "parquet" => new(
            "Numbers.parquet", await ParquetBytes.OfAllKindsAsync(200, 80), """{"target":"word","epochs":30,"batchSize":16,"hiddenSize":16,"learningRate":0.01}""",
            ["--row", """{"number":1.5,"count":20,"kind":"kind 2","flag":true,"day":"2026-01-03T00:00:00"}"""], "even", score => score > 0.6),
        "text" => new(
            "Song.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"{99 - i % 100} bottles hang on the wall.\n")))),
            """{"modelType":"transformer","epochs":1,"batchSize":16,"contextLength":32,"hiddenSize":32,"numLayers":1,"numHeads":2,"learningRate":0.01}""",
            ["--prompt", "9", "--length", "20"], "", score => score < 10),
        "texts" => new(
            "Letters.zip",
            MadeImages.Zip([.. Enumerable.Range(0, 120).Select(i => ($"{(i % 2 == 0 ? "praise" : "complaint")}/{i}.txt", Encoding.UTF8.GetBytes(i % 2 == 0 ? $"A good thing, well made, {i}." : $"It broke and came late, {i}.")))]),
            """{"modelType":"bert","epochs":8,"batchSize":16,"maxLength":24,"hiddenSize":32,"numLayers":1,"numHeads":2,"learningRate":0.01}""",
            ["--text", "A good thing, well made, 7."], "praise", score => score > 0.8),
        "reviews" => new(
            "Reviews.csv",
            Encoding.UTF8.GetBytes("Opinion,Comment\n" + string.Concat(Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? $"praise,\"A good thing, well made, {i}.\"\n" : $"complaint,\"It broke, and came late, {i}.\"\n"))),
            """{"modelType":"bert","textColumn":"comment","target":"opinion","epochs":4,"batchSize":16,"maxLength":24,"hiddenSize":32,"numLayers":1,"numHeads":2,"learningRate":0.01}""",
            ["--text", "A good thing, well made, 7."], "praise", score => score > 0.8),
        "images" => new(
            "Tones.zip", MadeImages.Zip(MadeImages.TwoClasses(each: 40)), """{"modelType":"cnn","epochs":6,"batchSize":8,"channels":4,"learningRate":0.01}""",
            ["--image", save("dark.png", MadeImages.Png(16, 16, 25))], "dark", score => score > 0.9),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };
}
