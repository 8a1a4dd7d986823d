using System.Diagnostics;

namespace ModelMine.Tests.Cli.Scripts;

/// <summary>A copy of the scripts in a folder of its own, with a <c>dotnet</c> in front that only writes down what it is asked.</summary>
internal sealed class ScriptSandbox : IDisposable
{
    private const string FakeDotnet = """
        #!/usr/bin/env bash
        echo "$*" >>"$FAKE_CALLS"
        case "$1" in
            --list-sdks) echo "10.0.100 [/nowhere]" ;;
            build)
                if [ -n "${FAKE_BUILD_ERROR-}" ]; then echo "$FAKE_BUILD_ERROR"; exit 1; fi
                for project in Cli Tests SystemTests; do
                    mkdir -p "$FAKE_ROOT/artifacts/bin/ModelMine.$project/release"
                    touch "$FAKE_ROOT/artifacts/bin/ModelMine.$project/release/ModelMine.$project.dll"
                done
                ;;
            exec)
                name=$(basename "$2" .dll)
                while [ "$1" != -xml ]; do shift; done
                if [ -e "$FAKE_ROOT/$name.report" ]; then cp "$FAKE_ROOT/$name.report" "$2"; fi
                if [ -e "$FAKE_ROOT/$name.exit" ]; then exit "$(cat "$FAKE_ROOT/$name.exit")"; fi
                ;;
        esac
        """;

    private const string FakeDpkgQuery = """
        #!/bin/sh
        echo "install ok installed"
        """;

    public ScriptSandbox()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "build"));
        Directory.CreateDirectory(Path.Combine(Folder, "src"));
        Directory.CreateDirectory(Path.Combine(Folder, "tools"));
        File.Copy(Path.Combine(Repository, "modelmine"), Path.Combine(Folder, "modelmine"));
        foreach (var script in Directory.GetFiles(Path.Combine(Repository, "build"), "*.sh")) File.Copy(script, Path.Combine(Folder, "build", Path.GetFileName(script)));
        Tool("dotnet", FakeDotnet);
        Tool("dpkg-query", FakeDpkgQuery);
    }

    public static string Repository { get; } = FindRepository();

    public string Folder { get; } = Directory.CreateTempSubdirectory("modelmine-script-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What the fake <c>dotnet</c> was asked since the last look.</summary>
    public string[] TakeCalls()
    {
        var file = Path.Combine(Folder, "calls");
        if (!File.Exists(file)) return [];
        var calls = File.ReadAllLines(file);
        File.Delete(file);
        return [.. calls.Where(call => call != "--list-sdks")];
    }

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    /// <summary>Runs the script from a folder that is not its own.</summary>
    public Task<CliRun> RunAsync(params string[] args) => BashAsync([Path.Combine(Folder, "modelmine"), .. args]);

    public async Task<CliRun> BashAsync(params string[] args)
    {
        var start = new ProcessStartInfo("bash", args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["PATH"] = $"{Path.Combine(Folder, "tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["FAKE_CALLS"] = Path.Combine(Folder, "calls");
        start.Environment["FAKE_ROOT"] = Folder;
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliRun(process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Tool(string name, string text)
    {
        var path = Path.Combine(Folder, "tools", name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ModelMine.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
