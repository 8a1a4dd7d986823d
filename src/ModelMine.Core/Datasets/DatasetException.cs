namespace ModelMine.Core.Datasets;

/// <summary>A file that is not the data set that it should be. The message names the file and the place in it, and says what to do.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
