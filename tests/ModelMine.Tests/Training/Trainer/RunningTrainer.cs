using System.Diagnostics;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Training.Trainer;

/// <summary>The real trainer as a child process, spoken to as the agent does.</summary>
internal sealed class RunningTrainer : IDisposable
{
    /// <summary>How long a test waits for what should come at once on a machine that others use as well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly Process _process;

    private RunningTrainer(Process process) => _process = process;

    /// <summary>Writes <c>attempt.json</c> into the folder and starts a trainer there.</summary>
    public static RunningTrainer Start(
        string folder, string config, string? resumeFrom = null, string? configDigest = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var json = JsonElement.Parse(config);
        var assignment = new TrainerAssignment
        {
            Config = json,
            ConfigDigest = configDigest ?? JobConfigParser.Parse(json).Config?.Digest ?? "",
            Threads = TorchTests.Threads,
            MemoryMiB = 4096,
            DatasetFolder = Path.Combine(folder, "datasets"),
            ResumeFrom = resumeFrom,
        };
        File.WriteAllText(Path.Combine(folder, "attempt.json"), JsonSerializer.Serialize(assignment, ModelMineJson.Options));
        return StartIn(folder, environment);
    }

    /// <summary>Starts a trainer in a folder as it is.</summary>
    public static RunningTrainer StartIn(string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ModelMine.Agent.dll"), "train", "--folder", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new(process);
    }

    /// <summary>The next message; null at the end of the output. A line that is none fails.</summary>
    public async Task<TrainerMessage?> NextAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line is null ? null : JsonSerializer.Deserialize<TrainerMessage>(line, ModelMineJson.Options);
    }

    /// <summary>The next message of a kind; whatever comes before is dropped.</summary>
    public async Task<T> NextAsync<T>() where T : TrainerMessage
    {
        while (await NextAsync() is { } message)
        {
            if (message is T wanted)
            {
                return wanted;
            }
        }

        throw new InvalidOperationException($"The trainer ended without a {typeof(T).Name}.");
    }

    /// <summary>Everything up to the end.</summary>
    public async Task<List<TrainerMessage>> AllAsync()
    {
        var messages = new List<TrainerMessage>();
        while (await NextAsync() is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }

    public void Tell(string command)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new TrainerCommand(command), ModelMineJson.Options));
        _process.StandardInput.Flush();
    }

    /// <summary>Ends the trainer's input, as the death of its agent does.</summary>
    public void HangUp() => _process.StandardInput.Close();

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
