using ModelMine.Agent.Train.Downloads;
using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Trainer;

[Collection(TorchTests.Name)]
public sealed class FileDownloadTests : IDisposable
{
    private const string Sha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];
    private readonly List<FetchProgress> _fetching = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ensure_OfAFileThatIsMissing_FetchesAndChecksIt()
    {
        using var server = new FileServer("abc"u8.ToArray());

        await EnsureAsync(server.Url, Sha256OfAbc);

        (await File.ReadAllTextAsync(_folder.File("sets/file"))).ShouldBe("abc");
        Directory.GetFiles(_folder.File("sets")).Select(Path.GetFileName).Order().ShouldBe(["file", "file.lock"]);
        _log.ShouldContain("file is here, and its SHA-256 is right.");
    }

    [Fact]
    public async Task Ensure_OfAFileThatIsThere_AsksNobody()
    {
        Directory.CreateDirectory(_folder.File("sets"));
        await File.WriteAllTextAsync(_folder.File("sets/file"), "mine");
        using var server = new FileServer("abc"u8.ToArray());

        await EnsureAsync(server.Url, Sha256OfAbc);

        server.Begins.ShouldBeEmpty();
        (await File.ReadAllTextAsync(_folder.File("sets/file"))).ShouldBe("mine");
    }

    [Fact]
    public async Task Ensure_ThatBreaksOff_GoesOnWhereItBroke()
    {
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31)).ToArray();
        using var server = new FileServer(content, 100_000, 50_000);

        await EnsureAsync(server.Url, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));

        (await File.ReadAllBytesAsync(_folder.File("sets/file"))).ShouldBe(content);
        _fetching[^1].ShouldBe(new("file", 300_000, 300_000));
        _fetching.Select(one => one.Bytes).ShouldBeInOrder();
        server.Begins[0].ShouldBe(0);
        server.Begins.ShouldBeInOrder();
        server.Begins[^1].ShouldBeInRange(1, 150_000);
        _log.ShouldContain(line => line.StartsWith("The download broke off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ensure_FromAServerThatIgnoresRanges_BeginsAnewAndDoesNotMixThem()
    {
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31)).ToArray();
        using var server = new FileServer(content, 100_000) { IgnoresRanges = true };

        await EnsureAsync(server.Url, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));

        (await File.ReadAllBytesAsync(_folder.File("sets/file"))).ShouldBe(content);
        server.Begins.ShouldBe([0, 0]);
    }

    [Fact]
    public async Task Ensure_OfMoreThanTheFileHas_IsCutOff_BeforeItFillsTheDisk()
    {
        using var server = new FileServer(new byte[100_000]) { NeverEnds = true };

        var error = await Should.ThrowAsync<TrainingException>(() => EnsureAsync(server.Url, Sha256OfAbc, length: 1_000_000));

        error.Message.ShouldContain("it is longer than 1,000,000 bytes");
        new FileInfo(_folder.File("sets/file.part")).Length.ShouldBe(0);
    }

    /// <summary>A part that a trainer left which was killed, with all its bytes: the server has no more to give.</summary>
    [Fact]
    public async Task Ensure_WithAWholePartLeft_ChecksIt()
    {
        Directory.CreateDirectory(_folder.File("sets"));
        await File.WriteAllTextAsync(_folder.File("sets/file.part"), "abc");
        using var server = new FileServer("abc"u8.ToArray());

        await EnsureAsync(server.Url, Sha256OfAbc);

        (await File.ReadAllTextAsync(_folder.File("sets/file"))).ShouldBe("abc");
    }

    [Fact]
    public async Task Ensure_OfAnotherFileThanExpected_SaysWhatCame_AndLeavesNothing()
    {
        using var server = new FileServer("abd"u8.ToArray());

        var error = await Should.ThrowAsync<TrainingException>(() => EnsureAsync(server.Url, Sha256OfAbc));

        error.Message.ShouldContain("it has 3 bytes and SHA-256 a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9");
        error.Message.ShouldContain($"expected is {Sha256OfAbc}");
        File.Exists(_folder.File("sets/file")).ShouldBeFalse();
        File.Exists(_folder.File("sets/file.part")).ShouldBeFalse();
    }

    [Fact]
    public async Task Ensure_WithoutANetwork_SaysWhereToPutTheFile()
    {
        var error = await Should.ThrowAsync<TrainingException>(() => EnsureAsync(new("http://127.0.0.1:9/file"), Sha256OfAbc));

        error.Retryable.ShouldBeTrue();
        error.Message.ShouldContain("file could not be downloaded from http://127.0.0.1:9/file: ");
        error.Message.ShouldContain($"Put the file at {_folder.File("sets/file")} yourself");
    }

    [Fact]
    public async Task Ensure_ByTwoAtOnce_FetchesOnce()
    {
        using var server = new FileServer("abc"u8.ToArray());

        await Task.WhenAll(EnsureAsync(server.Url, Sha256OfAbc), EnsureAsync(server.Url, Sha256OfAbc));

        server.Begins.ShouldBe([0]);
    }

    [Fact]
    public async Task Ensure_WhileAnotherTrainerDownloads_TellsHowFarThatIs()
    {
        using var server = new FileServer("abc"u8.ToArray());
        Directory.CreateDirectory(_folder.File("sets"));
        await File.WriteAllTextAsync(_folder.File("sets/file.part"), "ab");
        var told = new TaskCompletionSource<FetchProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var download = new FileDownload(TimeProvider.System, Log, fetching => told.TrySetResult(fetching));
        Task waiting;
        await using (new FileStream(_folder.File("sets/file.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = download.EnsureAsync(server.Url, Sha256OfAbc, _folder.File("sets/file"), TestContext.Current.CancellationToken, length: 3);

            (await told.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ShouldBe(new FetchProgress("file", 2, 3));
        }

        await waiting;
        (await File.ReadAllTextAsync(_folder.File("sets/file"))).ShouldBe("abc");
    }

    private async Task EnsureAsync(Uri url, string sha256, long? length = null)
    {
        using var download = new FileDownload(TimeProvider.System, Log, _fetching.Add) { FirstPause = TimeSpan.FromMilliseconds(10) };
        await download.EnsureAsync(url, sha256, _folder.File("sets/file"), CancellationToken.None, length);
    }

    private void Log(string line)
    {
        lock (_log)
        {
            _log.Add(line);
        }
    }
}
