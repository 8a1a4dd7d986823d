using System.Buffers.Binary;
using System.Text;
using ModelMine.Core.Formats;

namespace ModelMine.Tests.Core.Formats;

public sealed class SafetensorsTests
{
    [Fact]
    public void Write_TwoTensors_GivesTheBytesOfTheSpecification()
    {
        var bytes = Written(
            [
                SafetensorsTensor.FromBytes("b", SafetensorsDtype.U8, [3], new byte[] { 7, 8, 9 }),
                SafetensorsTensor.FromSingles("a", [1, 2], new[] { 1f, -2f }),
            ],
            new Dictionary<string, string> { ["seed"] = "42" });

        const string Header =
            """{"__metadata__":{"seed":"42"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}""";
        var padded = Header + new string(' ', (8 - Header.Length % 8) % 8);
        BinaryPrimitives.ReadUInt64LittleEndian(bytes).ShouldBe((ulong)padded.Length);
        Encoding.UTF8.GetString(bytes, 8, padded.Length).ShouldBe(padded);
        bytes[(8 + padded.Length)..].ShouldBe([0, 0, 128, 63, 0, 0, 0, 192, 7, 8, 9]);
    }

    [Fact]
    public void Write_NoTensors_IsAnEmptyFileThatOpens()
    {
        var bytes = Written([]);

        Encoding.UTF8.GetString(bytes[8..]).ShouldBe("{}      ");
        Safetensors.Open(new MemoryStream(bytes)).Tensors.ShouldBeEmpty();
    }

    [Fact]
    public void Write_ToAStreamThatCannotSeek_Works()
    {
        using var pipe = new ForwardOnlyStream();

        Safetensors.Write(pipe, [SafetensorsTensor.FromSingles("a", [2], new[] { 1f, 2f })]);

        Safetensors.Open(new MemoryStream(pipe.ToArray())).ReadSingles("a").ShouldBe([1f, 2f]);
    }

    [Fact]
    public void Open_FromTheMiddleOfAStream_ReadsFromThere()
    {
        var stream = new MemoryStream([1, 2, 3, .. Written([SafetensorsTensor.FromSingles("a", [], new[] { 5f })])]) { Position = 3 };

        Safetensors.Open(stream).ReadSingles("a").ShouldBe([5f]);
    }

    [Theory]
    [InlineData(3, "wrote 3 bytes, but its shape takes 4")]
    [InlineData(5, "wrote more than the 4 bytes")]
    public void Write_TensorWhoseBytesDoNotFitItsShape_IsRefusedByName(int length, string problem) =>
        Should.Throw<ArgumentException>(() => Written([SafetensorsTensor.FromBytes("w", SafetensorsDtype.U8, [4], new byte[length])]))
            .Message.ShouldBe($"Tensor w {problem}{(length > 4 ? " that its shape takes" : "")}.");

    [Theory]
    [InlineData("")]
    [InlineData("__metadata__")]
    public void Write_NameThatCannotBe_IsRefused(string name) =>
        Should.Throw<ArgumentException>(() => Written([SafetensorsTensor.FromSingles(name, [0], Array.Empty<float>())]));

    [Fact]
    public void Write_SameNameTwice_IsRefused() => Should.Throw<ArgumentException>(() => Written(
        [SafetensorsTensor.FromSingles("a", [0], Array.Empty<float>()), SafetensorsTensor.FromBytes("a", SafetensorsDtype.U8, [0], Array.Empty<byte>())]))
        .Message.ShouldContain("\"a\"");

    [Theory]
    [InlineData(new long[] { -1 })]
    [InlineData(new[] { long.MaxValue, 2 })]
    public void Write_ShapeThatCannotBe_IsRefused(long[] shape) =>
        Should.Throw<ArgumentException>(() => Written([SafetensorsTensor.FromSingles("a", shape, Array.Empty<float>())]));

    /// <summary>Headers that lie: each claims what the file does not bear out.</summary>
    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "4 follow the header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "8 follow the header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "not what shape [2] of F32 takes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "not what shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", 4, "not what shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}""", 4, "not a beginning and an end")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", 4, "not a whole number from 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4.5],"data_offsets":[0,4]}}""", 4, "not a whole number from 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,4]}}""", 4, "not a whole number from 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":4,"data_offsets":[0,4]}}""", 4, "not a list of numbers")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,4]}}""", 4, "not a beginning and an end")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "neither overlap nor leave a gap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}""", 4, "neither overlap nor leave a gap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "neither overlap nor leave a gap")]
    [InlineData("""{"a":{"dtype":"F8","shape":[4],"data_offsets":[0,4]}}""", 4, "type \"F8\"; this reader knows F32, F64, I64, I32, U8, BOOL")]
    [InlineData("""{"a":{"dtype":7,"shape":[4],"data_offsets":[0,4]}}""", 4, "type 7")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4]}}""", 4, "not an object of dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"more":1}}""", 4, "not an object of dtype, shape and data_offsets")]
    [InlineData("""{"a":[]}""", 0, "not an object of dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "is not a text")]
    [InlineData("""{"__metadata__":[]}""", 0, "not an object")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "Unicode")]
    [InlineData("""[]""", 0, "does not begin with {")]
    [InlineData(""" {}""", 0, "does not begin with {")]
    [InlineData("""{""", 0, "not valid JSON")]
    [InlineData("""{}x""", 0, "not valid JSON")]
    public void Open_HeaderThatLies_IsRefusedWithWhatItSays(string header, int dataLength, string problem) =>
        Should.Throw<SafetensorsException>(() => Open(header, dataLength)).Message.ShouldContain(problem);

    [Fact]
    public void Open_HeaderLongerThanTheFile_IsRefusedBeforeMemoryIsTaken()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);

        Should.Throw<SafetensorsException>(() => Safetensors.Open(new MemoryStream(bytes))).Message.ShouldContain("8 bytes follow");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Open_FileTooShortForAHeader_IsRefused(int length) =>
        Should.Throw<SafetensorsException>(() => Safetensors.Open(new MemoryStream(new byte[length]))).Message.ShouldContain($"{length} bytes long");

    [Fact]
    public void Open_EmptyTensorWithAHugeOtherDimension_IsFine() =>
        Open("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,0],"data_offsets":[0,0]}}""", 0).ReadSingles("a").ShouldBeEmpty();

    [Fact]
    public void Read_NoSuchTensorOrAnotherType_SaysWhatThereIs()
    {
        var file = Open("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4);

        Should.Throw<SafetensorsException>(() => file.ReadBytes("b")).Message.ShouldBe("The file has no tensor \"b\"; it has a.");
        Should.Throw<SafetensorsException>(() => file.ReadSingles("a")).Message.ShouldBe("a is of type U8, not F32.");
        Should.Throw<ArgumentException>(() => file.Read("a", new byte[3]));
    }

    [Fact]
    public void Read_FileCutShortSinceItWasOpened_SaysSo()
    {
        var stream = new MemoryStream();
        stream.Write(Written([SafetensorsTensor.FromSingles("a", [2], new[] { 1f, 2f })]));
        stream.Position = 0;
        var file = Safetensors.Open(stream);
        stream.SetLength(stream.Length - 1);

        Should.Throw<SafetensorsException>(() => file.ReadSingles("a")).Message.ShouldContain("cut short");
    }

    private static byte[] Written(SafetensorsTensor[] tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static SafetensorsFile Open(string header, int dataLength)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(header) + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Encoding.UTF8.GetByteCount(header));
        Encoding.UTF8.GetBytes(header, bytes.AsSpan(8));
        return Safetensors.Open(new MemoryStream(bytes));
    }

    private sealed class ForwardOnlyStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    }
}
