namespace ModelMine.Training.Randomness;

/// <summary>What a random choice is for: each purpose has streams of its own, so that one choice more never shifts another.</summary>
internal enum Purpose
{
    Weights = 1,
    Split,
    Order,
    Dropout,
    TextOffset,
    TextSample,
    World,
    Exploration,
    Replay,
    ValidationWorld,
    TestWorld,
    Augmentation,
    TestSplit,
    Minibatch,
}
