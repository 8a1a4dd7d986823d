using System.Runtime.InteropServices;
using System.Text;

namespace ModelMine.StubTrainer;

/// <summary>The ways in which a trainer can go wrong, each for real.</summary>
internal static partial class Misbehaviour
{
    private const int Chunk = 16 * 1024 * 1024;
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenChunks = TimeSpan.FromMilliseconds(20);

    /// <summary>Goes wrong, and does not come back; returns only for what is no misbehaviour.</summary>
    /// <param name="behaviour">In which way.</param>
    /// <param name="files">The attempt's files.</param>
    public static async Task DoAsync(Behaviour behaviour, StubFiles files)
    {
        switch (behaviour)
        {
            case Behaviour.Crashes or Behaviour.CrashesOnce:
                // In native code, as a bug of libtorch would: the runtime turns a bad access of its own code into an exception.
                Fill(nint.Zero, 1, Chunk);
                break;
            case Behaviour.TakesMemory:
                for (; ; await PauseAsync(BetweenChunks)) TakeChunk();
            case Behaviour.Hangs:
                await PauseAsync(Timeout.InfiniteTimeSpan);
                break;
            case Behaviour.Stalls:
                for (; ; await PauseAsync(BetweenWords)) Talk();
            case Behaviour.FloodsLines:
                Flood(new string('x', 4000));
                break;
            case Behaviour.FloodsMessages:
                Flood(Encoding.UTF8.GetString(Lines.Of("log", line => Lines.LogBody(line, new string('x', 3000)))).TrimEnd());
                break;
            case Behaviour.FillsDisk:
                await FillDiskAsync(files.PathOf("junk"));
                break;
            case Behaviour.EndsSilently:
                Environment.Exit(0);
                break;
            default:
                break;
        }
    }

    // As a trainer does whose training is stuck while the rest of it lives.
    private static void Talk()
    {
        Lines.Log("Still at it.");
        Lines.Progress(1, 1);
    }

    private static void Flood(string line)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput());
        while (true) output.WriteLine(line);
    }

    private static async Task FillDiskAsync(string path)
    {
        await using var file = File.Create(path);
        var bytes = new byte[Chunk];
        for (; ; await PauseAsync(BetweenChunks)) await file.WriteAsync(bytes);
    }

    private static Task PauseAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, CancellationToken.None);

    private static unsafe void TakeChunk() => Fill((nint)NativeMemory.Alloc(Chunk), 1, Chunk);

    [LibraryImport("libc", EntryPoint = "memset")]
    private static partial nint Fill(nint target, int value, nuint count);
}
