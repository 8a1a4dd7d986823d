namespace ModelMine.Core.Contracts;

/// <summary>How much a model may be asked at once.</summary>
public static class TryLimits
{
    /// <summary>Pixels a side of an image.</summary>
    public const int LongestSide = 512;

    /// <summary>Characters of a prompt or a sentence.</summary>
    public const int LongestText = 4000;

    /// <summary>Tokens that a model writes.</summary>
    public const int MostTokens = 1000;

    /// <summary>Highest temperature.</summary>
    public const double HighestTemperature = 2;

    /// <summary>Columns of a row.</summary>
    public const int MostColumns = 1000;

    /// <summary>Episodes that can be watched: those that the score was measured over.</summary>
    public const int Episodes = 100;

    /// <summary>Classes that an answer names.</summary>
    public const int MostClasses = 10;

    /// <summary>What is wrong with a request; nothing when it can be asked.</summary>
    /// <param name="request">The request.</param>
    public static IEnumerable<ProblemItem> WhyNot(TryRequest request) => request switch
    {
        TryImage image => WhyNot(image.Picture),
        TryPrompt prompt => WhyNot(prompt),
        TrySentence { Sentence: null or "" } => [new("$.sentence", "The sentence is missing.")],
        TrySentence { Sentence.Length: > LongestText } => [new("$.sentence", $"The sentence must have at most {LongestText} characters.")],
        TryRow { Values: null } => [new("$.values", "The values are missing: one for each column.")],
        TryRow { Values.Count: > MostColumns } => [new("$.values", $"A row has at most {MostColumns} columns.")],
        TryReplay { Episode: < 1 or > Episodes } => [new("$.episode", $"The episode must be 1 to {Episodes}.")],
        _ => [],
    };

    private static IEnumerable<ProblemItem> WhyNot(TryPicture? picture)
    {
        if (picture?.Pixels is null)
        {
            yield return new("$.picture", "The picture is missing.");
            yield break;
        }

        if (picture.Width is < 1 or > LongestSide) yield return new("$.picture.width", $"The width must be 1 to {LongestSide} pixels.");
        if (picture.Height is < 1 or > LongestSide) yield return new("$.picture.height", $"The height must be 1 to {LongestSide} pixels.");
        if (picture.Channels is not (1 or 3)) yield return new("$.picture.channels", "The channels must be 1 (grey) or 3 (red, green and blue).");
        var expected = (long)picture.Width * picture.Height * picture.Channels;
        if (picture.Pixels.Length != expected)
            yield return new("$.picture.pixels", $"{picture.Width} × {picture.Height} pixels of {picture.Channels} channels are {expected} numbers, but {picture.Pixels.Length} came.");
    }

    private static IEnumerable<ProblemItem> WhyNot(TryPrompt prompt)
    {
        if (prompt.Prompt is null or { Length: > LongestText }) yield return new("$.prompt", $"The prompt must be there, with at most {LongestText} characters.");
        if (!(prompt.Temperature is > 0 and <= HighestTemperature)) yield return new("$.temperature", $"The temperature must be above 0, and at most {HighestTemperature}.");
        if (prompt.Length is < 1 or > MostTokens) yield return new("$.length", $"The length must be 1 to {MostTokens} tokens.");
    }
}
