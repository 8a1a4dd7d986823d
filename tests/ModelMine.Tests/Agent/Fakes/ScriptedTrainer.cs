using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ModelMine.Agent.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>A trainer whose every word and deed the test decides.</summary>
internal sealed class ScriptedTrainer(string folder) : ITrainerProcess
{
    private readonly Pipe _output = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _errors = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Channel<string> _commands = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Folder { get; } = folder;

    /// <summary>What it was started with.</summary>
    public TrainerAssignment Assignment { get; } =
        JsonSerializer.Deserialize<TrainerAssignment>(File.ReadAllBytes(Path.Combine(folder, "attempt.json")), ModelMineJson.Options)!;

    /// <summary>Called with each command, in place of being read by <see cref="NextCommandAsync"/>.</summary>
    public Action<ScriptedTrainer, string>? OnCommand { get; init; }

    public Stream Output => _output.Reader.AsStream();

    public Stream Errors => _errors.Reader.AsStream();

    public Task<int> Exited => _exited.Task;

    public long ResidentBytes { get; set; }

    public bool WasKilled { get; private set; }

    public Task<string> NextCommandAsync(CancellationToken cancellationToken) => _commands.Reader.ReadAsync(cancellationToken).AsTask();

    public Task TellAsync(TrainerCommand command)
    {
        if (OnCommand is { } react) react(this, command.Type);
        else _commands.Writer.TryWrite(command.Type);
        return Task.CompletedTask;
    }

    public void Kill()
    {
        WasKilled = true;
        Exit(137);
    }

    public void Say(params TrainerMessage[] messages)
    {
        foreach (var message in messages) Write(JsonSerializer.Serialize(message, ModelMineJson.Options) + "\n");
    }

    public void Write(string text) => Write(_output, text);

    public void WriteError(string text) => Write(_errors, text);

    public void Exit(int code)
    {
        lock (_output)
        {
            if (_exited.Task.IsCompleted) return;
            _output.Writer.Complete();
            _errors.Writer.Complete();
            _exited.TrySetResult(code);
        }
    }

    /// <summary>Writes a file into its folder, as a snapshot or as weights.</summary>
    public byte[] Save(string file, int bytes, int seed)
    {
        var content = new byte[bytes];
        new Random(seed).NextBytes(content);
        File.WriteAllBytes(Path.Combine(Folder, file), content);
        return content;
    }

    public ValueTask DisposeAsync()
    {
        Exit(0);
        return ValueTask.CompletedTask;
    }

    private void Write(Pipe pipe, string text)
    {
        lock (_output)
        {
            if (_exited.Task.IsCompleted) return;
            pipe.Writer.Write(Encoding.UTF8.GetBytes(text));
            _ = pipe.Writer.FlushAsync();
        }
    }
}

/// <summary>Starts scripted trainers, and hands each to the test.</summary>
internal sealed class ScriptedTrainers : ITrainerStarter
{
    private readonly Channel<ScriptedTrainer> _started = Channel.CreateUnbounded<ScriptedTrainer>();
    private readonly List<ScriptedTrainer> _all = [];

    /// <summary>What trainers do when told something; the test reads the commands itself when this is null.</summary>
    public Action<ScriptedTrainer, string>? OnCommand { get; set; }

    public ITrainerProcess Start(string folder, int threads, int memoryMiB)
    {
        var trainer = new ScriptedTrainer(folder) { OnCommand = OnCommand };
        lock (_all) _all.Add(trainer);
        _started.Writer.TryWrite(trainer);
        return trainer;
    }

    /// <summary>Ends them all, so that nobody waits for them.</summary>
    public void EndAll()
    {
        lock (_all) _all.ForEach(trainer => trainer.Exit(3));
    }

    public Task<ScriptedTrainer> NextAsync(CancellationToken cancellationToken) => _started.Reader.ReadAsync(cancellationToken).AsTask();
}
