namespace ModelMine.Agent.Trainers;

/// <summary>Starts trainers.</summary>
internal interface ITrainerStarter
{
    /// <summary>Starts one.</summary>
    /// <param name="folder">Folder of the attempt; it holds <c>attempt.json</c>.</param>
    /// <param name="threads">Threads that it may compute with.</param>
    /// <param name="memoryMiB">Memory that it may use, MiB.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    ITrainerProcess Start(string folder, int threads, int memoryMiB);
}
