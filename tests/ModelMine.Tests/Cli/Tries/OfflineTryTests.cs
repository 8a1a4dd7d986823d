using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Tests.Training;
using ModelMine.Tests.Training.Families;
using ModelMine.Training;

namespace ModelMine.Tests.Cli.Tries;

/// <summary>The real agent's program answers with weights that were trained in the test, without a server.</summary>
[Collection(TorchTests.Name)]
public sealed class OfflineTryTests : IDisposable
{
    private readonly CliSandbox _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Try_OfADigitInAnImageFile_NamesTheDigit()
    {
        Trained.Of("mlp").In(_cli.Folder);
        // A one: a white stroke down the middle of a black sheet (binary Netpbm would do, but PNG and its like are what people have: TGA is the plainest).
        await File.WriteAllBytesAsync(_cli.PathOf("one.tga"), Stroke(100), TestContext.Current.CancellationToken);

        var run = await RunAsync("--image", _cli.PathOf("one.tga"), "--json");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        Lines(run).OfType<TryClasses>().Single().Classes[0].Name.ShouldBe("1");
    }

    [Fact]
    public async Task Try_OfAReplay_TellsTheReturn()
    {
        Trained.Of("dqn").In(_cli.Folder);

        var run = await RunAsync("--replay", "3");

        run.Code.ShouldBe(ExitCode.Success, run.Error);
        run.Out.ShouldStartWith("CartPole-v1: ");
    }

    [Fact]
    public async Task Try_OfWhatTheModelIsNotFor_IsRefusedInWords()
    {
        Trained.Of("dqn").In(_cli.Folder);

        var run = await RunAsync("--prompt", "And God");

        run.Code.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("This model is tried with a replay of its world, not with a prompt.");
    }

    [Theory]
    [InlineData]
    [InlineData("--prompt", "a", "--replay")]
    [InlineData("--prompt", "a", "--temperature", "3")]
    [InlineData("--row", "no json")]
    public async Task Try_ThatIsUnclear_IsWrongUsage(params string[] asked) => (await RunAsync(asked)).Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public async Task Try_OfAnImageThatIsNone_SaysSo()
    {
        await File.WriteAllTextAsync(_cli.PathOf("text.png"), "no image", TestContext.Current.CancellationToken);

        var run = await RunAsync("--image", _cli.PathOf("text.png"));

        run.Code.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("cannot be read as an image");
    }

    private Task<CliRun> RunAsync(params string[] more) => _cli.RunAsync(["try", "--weights", _cli.PathOf(TrainingJob.WeightsFileName), .. more]);

    private static IEnumerable<TryOutput> Lines(CliRun run) =>
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<TryOutput>(line, ModelMineJson.Options)!);

    private static byte[] Stroke(int side)
    {
        var file = new byte[18 + side * side * 3];
        (file[2], file[12], file[14], file[16]) = (2, (byte)side, (byte)side, 24);
        for (var y = side / 5; y < side * 4 / 5; y++)
            for (var x = side / 2 - 4; x < side / 2 + 4; x++)
                file.AsSpan(18 + (y * side + x) * 3, 3).Fill(255);
        return file;
    }
}
