namespace ModelMine.Training.Learners;

/// <summary>A mean that grows.</summary>
/// <param name="Sum">Sum of the values, each as often as it weighs.</param>
/// <param name="Count">Their weight.</param>
internal record struct RunningMean(double Sum, long Count)
{
    /// <summary>NaN when nothing was added.</summary>
    public readonly double Mean => Sum / Count;

    public void Add(double value, long weight)
    {
        Sum += value * weight;
        Count += weight;
    }
}
