namespace ModelMine.Core.Datasets.Tables.Parquet;

/// <summary>The reader of Parquet meets damaged bytes with whatever exception they lead to: a user is told that the file is damaged.</summary>
internal static class Damage
{
    public static async Task<T> AsDatasetExceptionAsync<T>(string name, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is not DatasetException and not OperationCanceledException and not OutOfMemoryException)
        {
            throw new DatasetException($"{name} is damaged, or no Parquet file: it cannot be read as one. Write it anew, or give it as CSV.", error);
        }
    }
}
