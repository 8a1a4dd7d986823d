using System.Text;
using CsCheck;
using ModelMine.Agent.Trainers;

namespace ModelMine.Tests.Agent.Trainers;

public sealed class OutputLinesTests
{
    /// <summary>However the bytes arrive, the lines are those that were written, each cut to its bound, empty ones left out.</summary>
    [Fact]
    public void Read_InAnyPieces_GivesTheLines() =>
        Gen.Select(Gen.String[Gen.Char['a', 'e'], 0, 30].List[0, 20], Gen.Int[1, 17]).Sample((lines, piece) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            var read = ReadAsync(new Dripping(bytes, piece), longest: 20).GetAwaiter().GetResult();
            return read.SequenceEqual(lines.Where(line => line.Length > 0).Select(line => line[..Math.Min(20, line.Length)]));
        });

    [Fact]
    public async Task Read_AnEndlessLine_KeepsOnlyItsBeginning()
    {
        var read = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 1_000_000) + "\nnext")), longest: 100);

        read.ShouldBe([new string('x', 100), "next"]);
    }

    private static async Task<List<string>> ReadAsync(Stream stream, int longest)
    {
        var lines = new List<string>();
        await foreach (var line in new OutputLines(stream, longest).ReadAsync()) lines.Add(Encoding.UTF8.GetString(line.Span));
        return lines;
    }

    private sealed class Dripping(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
