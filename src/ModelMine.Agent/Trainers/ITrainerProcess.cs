using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>A trainer that runs.</summary>
internal interface ITrainerProcess : IAsyncDisposable
{
    /// <summary>What it writes to its standard output.</summary>
    Stream Output { get; }

    /// <summary>What it writes to its standard error output.</summary>
    Stream Errors { get; }

    /// <summary>Completes with the exit code; 128 + N when signal N ended it.</summary>
    Task<int> Exited { get; }

    /// <summary>Memory that it holds now, bytes; 0 once it ended.</summary>
    long ResidentBytes { get; }

    /// <summary>Writes a command to its standard input; nothing happens when it no longer reads.</summary>
    /// <param name="command">The command.</param>
    Task TellAsync(TrainerCommand command);

    /// <summary>Ends it and its children by force.</summary>
    void Kill();
}
