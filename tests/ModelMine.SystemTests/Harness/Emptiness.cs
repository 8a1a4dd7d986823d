namespace ModelMine.SystemTests.Harness;

/// <summary>Waits until a folder is empty.</summary>
internal static class Emptiness
{
    /// <summary>Waits until nothing is left in the folder: an agent removes what was an attempt's once the server knows how that ended.</summary>
    /// <param name="folder">The folder.</param>
    public static async Task OfAsync(string folder)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Directory.EnumerateFileSystemEntries(folder).FirstOrDefault() is { } left)
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(20)) throw new TimeoutException($"{left} is still there.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
