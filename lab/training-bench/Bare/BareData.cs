using System.IO.Compression;
using System.Text;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench.Bare;

/// <summary>The data that the bare loops learn from, ready in memory: normalised floats, and numbers of characters.</summary>
internal static class BareData
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "datasets");

    public static BareLoop Digits(nn.Module<Tensor, Tensor> model)
    {
        var pixels = tensor(Read("mnist", "train-images-idx3-ubyte.gz")[16..]).to(ScalarType.Float32).div_(255).sub_(0.1307).div_(0.3081).view(-1, 1, 28, 28);
        var labels = tensor(Read("mnist", "train-labels-idx1-ubyte.gz")[8..]).to(ScalarType.Int64);
        return new(model, places => (pixels.index_select(0, places), labels.index_select(0, places)), (int)pixels.shape[0]);
    }

    public static BareLoop Text(nn.Module<Tensor, Tensor> model)
    {
        var text = Encoding.ASCII.GetString(Read("kjv", "kjv.txt.gz"));
        var numbers = text.Distinct().Order().Select((letter, number) => (letter, number)).ToDictionary(pair => pair.letter, pair => (long)pair.number);
        var all = tensor(text.Select(letter => numbers[letter]).ToArray());
        var windows = all.narrow(0, 0, (text.Length - 1) / BareTransformer.Context * BareTransformer.Context).view(-1, BareTransformer.Context);
        var next = all.narrow(0, 1, windows.numel()).view(-1, BareTransformer.Context);
        return new(model, places => (windows.index_select(0, places), next.index_select(0, places)), (int)windows.shape[0]);
    }

    private static byte[] Read(string folder, string file)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(Folder, folder, file)), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
