namespace ModelMine.Agent.Train;

/// <summary>
/// A thread of its own for the training: libtorch keeps its number of threads for each thread that calls it, and a training
/// would block one of the pool's for minutes.
/// </summary>
internal static class TrainingThread
{
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                completion.SetResult(work());
            }
            catch (Exception error)
            {
                completion.SetException(error);
            }
        })
        {
            Name = "training",
            IsBackground = true,
        }.Start();
        return completion.Task;
    }
}
