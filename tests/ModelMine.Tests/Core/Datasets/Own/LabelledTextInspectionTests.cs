using System.Text;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Tests.Core.Datasets.Images;

namespace ModelMine.Tests.Core.Datasets.Own;

public sealed class LabelledTextInspectionTests
{
    [Fact]
    public async Task Archive_OfTextsInFolders_IsKnownByItsClassesAndItsLength()
    {
        var found = await InspectAsync([.. Texts(12)]);

        (found.Facts.Kind, found.Facts.TrainSamples, found.Facts.TestSamples).ShouldBe((DatasetKind.LabelledTexts, 12, 0));
        found.Facts.Classes.ShouldBe(["no", "yes"]);
        found.Facts.TotalCharacters.ShouldBe(Texts(12).Sum(text => text.Content.Length));
        found.Profile.Classes.ShouldBe([new("no", 6), new("yes", 6)]);
        found.Profile.Texts.Select(text => text.Class).ShouldBe(["no", "yes"], ignoreOrder: true);
    }

    [Fact]
    public async Task Archive_WithATestFolder_KeepsItApart_AndPassesOverWhatIsAboutTheTexts()
    {
        var files = Texts(12).Select(text => ("reviews/train/" + text.Path, text.Content)).Concat(Texts(4).Select(text => ("reviews/test/" + text.Path, text.Content)));

        var found = await InspectAsync([("README.txt", "About them."u8.ToArray()), .. files]);

        (found.Facts.TrainSamples, found.Facts.TestSamples).ShouldBe((12, 4));
    }

    [Fact]
    public async Task Archive_OfImagesWithTextsBesideThem_IsOfImages() =>
        (await InspectAsync([.. Texts(4), .. MadeImages.TwoClasses()])).Facts.Kind.ShouldBe(DatasetKind.Images);

    public static TheoryData<string, byte[], string> Wrong => new()
    {
        { "yes/bad.txt", [0xC3, 0x28], "yes/bad.txt in t.zip is not UTF-8 text" },
        { "yes/null.txt", [65, 0, 66], "yes/null.txt in t.zip is no plain text: it holds the character U+0000" },
        { "yes/blank.txt", "  \n"u8.ToArray(), "yes/blank.txt in t.zip holds no text" },
        { "yes/long.txt", new byte[1024 * 1024 + 1], "yes/long.txt in t.zip is larger than 1024 KiB" },
        { "yes/deep/er.txt", "words"u8.ToArray(), "yes/deep/er.txt in t.zip does not lie in a folder that names its class" },
        { "../out.txt", "words"u8.ToArray(), "../out.txt" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Archive_WithATextThatIsNone_IsRefusedByName(string path, byte[] content, string message) =>
        (await Should.ThrowAsync<DatasetException>(() => InspectAsync([.. Texts(12), (path, content)]))).Message.ShouldContain(message);

    [Fact]
    public async Task Archive_OfOneClassOrOfFewTexts_IsRefused()
    {
        (await Should.ThrowAsync<DatasetException>(() => InspectAsync([.. Texts(12).Where(text => text.Path.StartsWith("yes", StringComparison.Ordinal))])))
            .Message.ShouldContain("1 class folders with texts (.txt)");
        (await Should.ThrowAsync<DatasetException>(() => InspectAsync([.. Texts(4)]))).Message.ShouldContain("t.zip has 4 texts");
    }

    private static IEnumerable<(string Path, byte[] Content)> Texts(int count) =>
        Enumerable.Range(0, count).Select(i => ($"{(i % 2 == 0 ? "yes" : "no")}/{i:D3}.txt", Encoding.UTF8.GetBytes($"text {i}")));

    private static async Task<InspectedDataset> InspectAsync(params (string Path, byte[] Content)[] files)
    {
        var bytes = MadeImages.Zip(files);
        return await DatasetInspection.InspectAsync("mine@1", [new("t.zip", "", bytes.Length, () => new MemoryStream(bytes))]);
    }
}
