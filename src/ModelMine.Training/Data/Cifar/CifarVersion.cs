namespace ModelMine.Training.Data.Cifar;

/// <summary>How the binary version of a CIFAR set is laid out (Krizhevsky 2009).</summary>
/// <param name="TrainFiles">Files of the training set, in order, all of the same length.</param>
/// <param name="TestFile">File of the test set.</param>
/// <param name="LabelBytes">Labels before each image's pixels; the last of them is the class.</param>
internal sealed record CifarVersion(IReadOnlyList<string> TrainFiles, string TestFile, int LabelBytes)
{
    /// <summary>One label a record, the training set in five files.</summary>
    public static CifarVersion Ten { get; } = new([.. Enumerable.Range(1, 5).Select(number => $"data_batch_{number}.bin")], "test_batch.bin", 1);

    /// <summary>Two labels a record: the coarse class, then the fine one.</summary>
    public static CifarVersion Hundred { get; } = new(["train.bin"], "test.bin", 2);

    /// <summary>Bytes of a record: its labels, then 1,024 red, 1,024 green and 1,024 blue values, row by row.</summary>
    public int RecordLength => LabelBytes + CifarRecords.ImageBytes;
}
