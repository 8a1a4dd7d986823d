namespace ModelMine.Training.Data.Text;

/// <summary>A text in three stretches: its first 85 % to train on, 5 % to measure progress, its last 10 % to test.</summary>
/// <param name="Train">The first stretch.</param>
/// <param name="Validation">The one between.</param>
/// <param name="Test">The last.</param>
internal sealed record TextSplit(string Train, string Validation, string Test)
{
    private const double TrainShare = 0.85;
    private const double TestShare = 0.1;

    public static TextSplit Of(string text)
    {
        var train = Whole((int)(text.Length * TrainShare));
        var test = Whole(text.Length - (int)(text.Length * TestShare));
        return new(text[..train], text[train..test], text[test..]);

        // Half of a surrogate pair is no character.
        int Whole(int place) => place < text.Length && char.IsLowSurrogate(text[place]) ? place + 1 : place;
    }
}
