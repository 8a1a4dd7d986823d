using Microsoft.Extensions.Time.Testing;
using ModelMine.Agent.Attempts;
using ModelMine.Agent.Shell;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Agent.Trainers;

/// <summary>Real child processes: shell scripts in the place of trainers.</summary>
public sealed class TrainerProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-trainer-").FullName;
    private readonly ReportQueue _queue = new(new FakeTimeProvider());
    private readonly AgentTimings _timings = new() { MemoryLook = TimeSpan.FromMilliseconds(20), StopPatience = TimeSpan.FromMilliseconds(300) };

    public TrainerProcessTests()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The stand-in trainers are shell scripts.");
    }

    [Fact]
    public async Task Trainer_GetsItsThreadsItsFolderAndNoJoinCode()
    {
        Environment.SetEnvironmentVariable(RunOptions.CodeVariable, "mm_join_secret");
        await RunAsync("""
            echo "{\"type\":\"log\",\"at\":\"2026-01-01T00:00:00Z\",\"level\":\"info\",\"message\":\"$OMP_NUM_THREADS $OMP_WAIT_POLICY [$MODELMINE_JOIN_CODE] $1 $2 $PWD\"}"
            """);
        Environment.SetEnvironmentVariable(RunOptions.CodeVariable, null);

        Logged().ShouldBe($"3 PASSIVE [] --folder {_folder} {_folder}");
    }

    [Theory]
    [InlineData("kill -SEGV $$", 139, "SIGSEGV")]
    [InlineData("kill -KILL $$", 137, "SIGKILL")]
    [InlineData("exit 7", 7, "exit code 7")]
    public async Task End_WithoutAResult_SaysHowInWords(string script, int code, string words)
    {
        var outcome = await RunAsync($"echo 'last words' >&2; {script}");

        outcome.ExitCode.ShouldBe(code);
        ExitWords.For(outcome).ShouldContain(words);
        ExitWords.For(outcome).ShouldContain("last words");
    }

    [Fact]
    public async Task Pause_IsHeardOnItsStandardInput()
    {
        var (run, running) = Start("read -r line; echo \"$line\"; exit 3");
        await run.PauseAsync();

        (await running).ExitCode.ShouldBe(TrainerExit.Stopped);
        Logged().ShouldBe("""{"type":"pause"}""");
    }

    [Fact]
    public async Task Stop_OfATrainerThatIgnoresIt_EndsItAndItsChildren()
    {
        var (run, running) = Start("trap '' TERM; sleep 1000 & echo $!; wait");
        var child = await LineAsync();
        run.Stop(new StopCause("told to", IsFailure: false));

        (await running).ExitCode.ShouldBe(137);
        IsGone(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeTrue();
    }

    [Fact]
    public async Task Memory_AboveItsBound_IsSeenAndEnded()
    {
        // The shell itself holds the text, about 100 MB of it.
        var outcome = await RunAsync("x=$(head -c 100000000 /dev/zero | tr '\\0' a); read -r line", memoryMiB: 50);

        outcome.Stopped!.Words.ShouldContain("allowed were 50 MiB");
        outcome.Stopped.IsRetryable.ShouldBeFalse();
    }

    [Fact]
    public async Task Flood_OnBothStreams_IsReadToItsEndAndBounded()
    {
        // Together below what a trainer may write at once, however fast the machine is.
        var outcome = await RunAsync("""
            head -c 40000000 /dev/zero | tr '\0' 'x' | fold -w 9000 &
            head -c 15000000 /dev/zero >&2
            wait
            echo
            echo '{"type":"error","message":"the end","retryable":true}'
            """);

        outcome.Error!.Message.ShouldBe("the end");
        var logged = new List<LogLine>();
        for (var seq = 1; _queue.Take(1, seq) is { } report; seq++) logged.AddRange(report.Logs);
        logged.Count.ShouldBeLessThanOrEqualTo(LineRate.Burst + 1);
        logged.ShouldAllBe(line => line.Message.Length <= LogText.Longest);
    }

    [Fact]
    public async Task Start_OfAProgramThatIsNotThere_EndsWithWords()
    {
        var process = new TrainerStarter("/no/such/program", []).Start(_folder, 1, 100);
        var outcome = await new TrainerRun(process, new TrainerLimits(100), _queue, _timings, TimeProvider.System).RunAsync();

        ExitWords.For(outcome).ShouldContain("/no/such/program");
        await process.DisposeAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (TrainerRun Run, Task<TrainerOutcome> Running) Start(string script, int memoryMiB = 1000)
    {
        var process = new TrainerStarter("/bin/sh", ["-c", script, "trainer"]).Start(_folder, threads: 3, memoryMiB);
        var run = new TrainerRun(process, new TrainerLimits(memoryMiB), _queue, _timings, TimeProvider.System);
        return (run, EndAsync());

        async Task<TrainerOutcome> EndAsync()
        {
            await using (process) return await run.RunAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }

    private Task<TrainerOutcome> RunAsync(string script, int memoryMiB = 1000) => Start(script, memoryMiB).Running;

    private string Logged() => _queue.Take(1, 1)!.Logs.ShouldHaveSingleItem().Message;

    private async Task<string> LineAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            if (_queue.Take(1, 1) is { Logs: [var line, ..] }) return line.Message;
        }

        return "";
    }

    private static bool IsGone(int processId)
    {
        try
        {
            // A child whose parent is gone waits as a zombie for whoever inherits it.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
