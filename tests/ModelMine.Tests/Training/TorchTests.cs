namespace ModelMine.Tests.Training;

/// <summary>Tests that compute with libtorch run one after another: each would take every core.</summary>
[CollectionDefinition(Name)]
public sealed class TorchTests
{
    public const string Name = "torch";

    /// <summary>Threads that tests compute with.</summary>
    public const int Threads = 2;
}
