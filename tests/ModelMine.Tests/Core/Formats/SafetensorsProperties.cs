using CsCheck;
using ModelMine.Core.Formats;

namespace ModelMine.Tests.Core.Formats;

public sealed class SafetensorsProperties
{
    private sealed record Content(string Name, SafetensorsDtype Dtype, long[] Shape, byte[] Data);

    private static readonly Gen<Content> Tensor = Gen.Select(
        Gen.OneOf("a", "b", "conv1.weight", "\"quoted\"", "é\n", "\U0001F600", "Z"), Gen.Enum<SafetensorsDtype>(), Gen.Long[0, 4].Array[0, 3], Gen.Int,
        (name, dtype, shape, seed) =>
        {
            var data = new byte[shape.Aggregate(dtype.Size(), (length, dimension) => length * (int)dimension)];
            new Random(seed).NextBytes(data);
            return new Content(name, dtype, shape, data);
        });

    private static readonly Gen<Content[]> Contents = Tensor.Array[0, 5].Select(tensors => tensors.DistinctBy(tensor => tensor.Name).ToArray());

    private static readonly Gen<Dictionary<string, string>> Metadata =
        Gen.Select(Gen.OneOf("seed", "é", "\"", ""), Gen.OneOf("", "42", "\\ \n")).Array[0, 3]
            .Select(pairs => pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    [Fact]
    public void Open_OfWhatWasWritten_GivesItBack() => Gen.Select(Contents, Metadata).Sample((contents, metadata) =>
    {
        var file = Safetensors.Open(new MemoryStream(Write(contents, metadata)));

        file.Metadata.ShouldBe(metadata, ignoreOrder: true);
        file.Tensors.Count.ShouldBe(contents.Length);
        foreach (var tensor in contents)
        {
            var entry = file.Tensors[tensor.Name];
            entry.Dtype.ShouldBe(tensor.Dtype);
            entry.Shape.ShouldBe(tensor.Shape);
            (entry.Offset % tensor.Dtype.Size()).ShouldBe(0, "each tensor lies aligned");
            file.ReadBytes(tensor.Name).ShouldBe(tensor.Data);
        }
    });

    [Fact]
    public void Write_TensorsInAnyOrder_GivesTheSameBytes() => Gen.Select(Contents, Metadata, Gen.Int).Sample((contents, metadata, seed) =>
    {
        var random = new Random(seed);
        var shuffled = contents.OrderBy(_ => random.Next()).ToArray();
        var turned = metadata.Reverse().ToDictionary();
        Write(shuffled, turned).ShouldBe(Write(contents, metadata));
    });

    /// <summary>Whatever bytes come, the reader answers with tensors inside the file, or with its one documented exception.</summary>
    [Fact]
    public void Open_AnyBytesChanged_NeverCrashes() =>
        Gen.Select(Contents, Metadata, Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 4], Gen.Int[0, 40]).Sample((contents, metadata, changes, cut) =>
        {
            var bytes = Write(contents, metadata);
            foreach (var (at, value) in changes)
            {
                bytes[at % bytes.Length] = value;
            }

            ReadAll(cut < 30 ? bytes : bytes[..^Math.Min(cut - 29, bytes.Length)]);
        }, iter: 5_000);

    [Fact]
    public void Open_RandomBytes_NeverCrashes() => Gen.Byte.Array[0, 200].Sample(ReadAll, iter: 2_000);

    private static void ReadAll(byte[] bytes)
    {
        try
        {
            var file = Safetensors.Open(new MemoryStream(bytes));
            foreach (var name in file.Tensors.Keys)
            {
                ((long)file.ReadBytes(name).Length).ShouldBe(file.Tensors[name].Length);
            }
        }
        catch (SafetensorsException refused)
        {
            refused.Message.ShouldNotBeEmpty();
        }
    }

    private static byte[] Write(Content[] contents, Dictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, contents.Select(tensor => SafetensorsTensor.FromBytes(tensor.Name, tensor.Dtype, tensor.Shape, tensor.Data)), metadata);
        return stream.ToArray();
    }
}
