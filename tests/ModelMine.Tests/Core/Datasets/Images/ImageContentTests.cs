using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Images;

namespace ModelMine.Tests.Core.Datasets.Images;

/// <summary>What is found in an image file without decoding it: damage behind a header that is right.</summary>
public sealed class ImageContentTests
{
    public static TheoryData<string> Jpegs => new(nameof(MadeJpegs.Baseline), nameof(MadeJpegs.Progressive), nameof(MadeJpegs.WithRestarts));

    [Theory]
    [MemberData(nameof(Jpegs))]
    public void Jpeg_ThatIsWhole_Passes(string kind)
    {
        var header = ImageContent.Check("a.jpg", Jpeg(kind));

        (header.Width, header.Height).ShouldBe((17, 11));
    }

    /// <summary>Decoders fill what is missing with grey, and say nothing.</summary>
    [Theory]
    [InlineData(nameof(MadeJpegs.Baseline))]
    [InlineData(nameof(MadeJpegs.WithRestarts))]
    public void Jpeg_CutAnywhere_EvenWithAnEndPutBehind_IsRefused(string kind)
    {
        var file = Jpeg(kind);
        for (var length = 3; length <= file.Length - 4; length++)
        {
            Refused([.. file[..length], 0xFF, 0xD9]).ShouldContain("damaged JPEG");
        }
    }

    [Fact]
    public void ProgressiveJpeg_CutInItsFirstScan_IsRefused()
    {
        var file = MadeJpegs.Progressive;
        var scan = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 14;

        Refused([.. file[..(scan + 1)], 0xFF, 0xD9]).ShouldContain("its pixels end early");
        Refused(file[..^10]).ShouldContain("damaged JPEG");
    }

    [Fact]
    public void Jpeg_WhoseThumbnailHasAnEnd_IsNotWholeForIt() =>
        // A segment for applications, with a whole image in it, and nothing more.
        Refused([.. MadeJpegs.Baseline[..2], 0xFF, 0xE1, .. Length(MadeJpegs.Baseline), .. MadeJpegs.Baseline, .. MadeJpegs.Baseline[2..^40]]).ShouldContain("damaged JPEG");

    [Theory]
    [MemberData(nameof(Jpegs))]
    public void Jpeg_WithAnyBytesChanged_PassesOrIsRefused_AndNothingElse(string kind)
    {
        var whole = Jpeg(kind);
        Gen.Select(Gen.Int[2, whole.Length - 1], Gen.Byte).Array[1, 6].Sample(
            changes =>
            {
                var file = whole.ToArray();
                foreach (var (place, value) in changes)
                {
                    file[place] = value;
                }

                try
                {
                    ImageContent.Check("a.jpg", file);
                }
                catch (DatasetException error)
                {
                    error.Message.ShouldStartWith("a.jpg ");
                }
            },
            iter: 5_000);
    }

    [Fact]
    public void Png_WhosePixelsEndEarly_OrAreDamaged_OrHaveAWrongChecksum_IsRefused()
    {
        var whole = MadeImages.Png(40, 30, 7);
        ImageContent.Check("a.png", whole).Width.ShouldBe(40);

        Refused(MadeImages.LyingPng(8, 9), "a.png").ShouldContain("its pixels end early");
        Refused(Changed(whole, whole.Length - 20), "a.png").ShouldContain("one of its checksums is wrong");
        Refused(MadeImages.PngOf(8, 8, bitDepth: 8, [1, 2, 3, 4]), "a.png").ShouldContain("its pixels cannot be unpacked");
        Refused(MadeImages.PngOf(8, 8, bitDepth: 3, Packed(72)), "a.png").ShouldContain("3 bits of colour type 0 are none of its formats");
        Refused(MadeImages.PngOf(8, 8, bitDepth: 8, Packed(72, filter: 9)), "a.png").ShouldContain("has the filter 9");
    }

    [Theory]
    [InlineData(1, 8 * 2)]
    [InlineData(4, 8 * 5)]
    [InlineData(8, 8 * 9)]
    [InlineData(16, 8 * 17)]
    public void Png_OfEachDepth_HasAsManyBytesAsItMust(int depth, int bytes)
    {
        ImageContent.Check("a.png", MadeImages.PngOf(8, 8, depth, Packed(bytes)));
        Refused(MadeImages.PngOf(8, 8, depth, Packed(bytes - 1)), "a.png").ShouldContain("its pixels end early");
    }

    [Fact]
    public void Png_Interlaced_IsReadPassByPass()
    {
        // 8 × 8 pixels of a byte: seven passes of 1, 1, 2, 4, 8, 16 and 32 pixels in 15 rows, each with its filter.
        ImageContent.Check("a.png", MadeImages.PngOf(8, 8, 8, Packed(64 + 15), interlaced: true));
        Refused(MadeImages.PngOf(8, 8, 8, Packed(64 + 14), interlaced: true), "a.png").ShouldContain("its pixels end early");
    }

    [Fact]
    public void Check_CalledOff_Ends()
    {
        using var off = new CancellationTokenSource();
        off.Cancel();

        Should.Throw<OperationCanceledException>(() => ImageContent.Check("a.jpg", MadeJpegs.Baseline, off.Token));
        Should.Throw<OperationCanceledException>(() => ImageContent.Check("a.png", MadeImages.Png(8, 8, 1), off.Token));
    }

    private static string Refused(byte[] file, string name = "a.jpg") => Should.Throw<DatasetException>(() => ImageContent.Check(name, file)).Message;

    private static byte[] Jpeg(string kind) => kind switch
    {
        nameof(MadeJpegs.Baseline) => MadeJpegs.Baseline,
        nameof(MadeJpegs.Progressive) => MadeJpegs.Progressive,
        _ => MadeJpegs.WithRestarts,
    };

    private static byte[] Changed(byte[] file, int place)
    {
        var changed = file.ToArray();
        changed[place] ^= 1;
        return changed;
    }

    private static byte[] Length(byte[] content)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return length;
    }

    private static byte[] Packed(int length, byte filter = 0)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.WriteByte(filter);
            zlib.Write(new byte[length - 1]);
        }

        return packed.ToArray();
    }
}
