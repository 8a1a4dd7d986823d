namespace ModelMine.Tests.Cli.Scripts;

public sealed class ScriptTests : IDisposable
{
    private readonly ScriptSandbox _sandbox = new();

    public static TheoryData<string> All =>
    [
        "modelmine", ".ci/run",
        .. Directory.GetFiles(Path.Combine(ScriptSandbox.Repository, "build"), "*.sh").Select(path => $"build/{Path.GetFileName(path)}"),
    ];

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public async Task Script_Parses(string script) =>
        (await _sandbox.BashAsync("-n", Path.Combine(ScriptSandbox.Repository, script))).ShouldBe(new CliRun(0, "", ""));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Script_HasNoFindingOfShellcheck(string script)
    {
        var known = await _sandbox.BashAsync("-c", "command -v shellcheck");
        Assert.SkipUnless(known.Code == 0, "shellcheck is not installed");

        var run = await _sandbox.BashAsync("-c", $"cd '{ScriptSandbox.Repository}' && shellcheck -x '{script}'");

        run.Code.ShouldBe(0, run.Out);
    }

    [Fact]
    public async Task Up_FirstTime_BuildsThenHandsOverToTheCli()
    {
        var run = await _sandbox.RunAsync("up", "--web-port", "3001");

        run.Code.ShouldBe(0, run.Error);
        var calls = _sandbox.TakeCalls();
        calls.Length.ShouldBe(2);
        calls[0].ShouldStartWith("build ");
        calls[1].ShouldBe($"{_sandbox.Folder}/artifacts/bin/ModelMine.Cli/release/ModelMine.Cli.dll up --web-port 3001");
    }

    [Fact]
    public async Task Up_Again_BuildsOnlyWhatChanged()
    {
        await _sandbox.RunAsync("up");
        _sandbox.TakeCalls();

        await _sandbox.RunAsync("up");
        _sandbox.TakeCalls().ShouldHaveSingleItem().ShouldEndWith("ModelMine.Cli.dll up");

        _sandbox.Write("src/New.cs", "// new");
        await _sandbox.RunAsync("up");
        _sandbox.TakeCalls()[0].ShouldStartWith("build ");

        File.Delete(Path.Combine(_sandbox.Folder, "src/New.cs"));
        await _sandbox.RunAsync("up");
        _sandbox.TakeCalls()[0].ShouldStartWith("build ", customMessage: "a removed file is a change");
    }

    [Fact]
    public async Task Up_BuildFails_ShowsTheErrorAndTriesAgainNextTime()
    {
        _sandbox.Variables["FAKE_BUILD_ERROR"] = "src/X.cs(1,1): error CS1002: ; expected";

        var run = await _sandbox.RunAsync("up");

        run.Code.ShouldBe(3);
        run.Error.ShouldContain("error CS1002");
        run.Error.ShouldContain("artifacts/build.log");
        _sandbox.TakeCalls().ShouldHaveSingleItem();
        _sandbox.Variables.Clear();
        (await _sandbox.RunAsync("up")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task AnyOtherVerb_GoesToTheCliWithItsArgumentsAsTheyAre()
    {
        (await _sandbox.RunAsync("submit", "a file.json", "--title", "")).Code.ShouldBe(0);
        _sandbox.TakeCalls()[^1].ShouldEndWith("ModelMine.Cli.dll submit a file.json --title ");

        await _sandbox.RunAsync("jobs");
        _sandbox.TakeCalls().ShouldHaveSingleItem("the command line is built once");
    }

    [Fact]
    public async Task NoSdk_SaysHowToGetItAndExitsWithThree()
    {
        var run = await _sandbox.BashAsync("-c", $"source '{_sandbox.Folder}/build/sdk.sh'; has_sdk() {{ return 1; }}; find_sdk");

        run.Code.ShouldBe(3);
        run.Error.ShouldContain(".NET SDK 10");
        run.Error.ShouldContain("https://dotnet.microsoft.com/download");
    }
}
