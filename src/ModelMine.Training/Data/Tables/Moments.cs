namespace ModelMine.Training.Data.Tables;

/// <summary>Mean and standard deviation of the numbers of some rows.</summary>
internal static class Moments
{
    /// <returns>0 and 1 when every number is missing; a deviation of 1 when all are the same.</returns>
    public static (double Mean, double Deviation) Of(NumericValues values, IReadOnlyList<int> rows)
    {
        double count = 0, mean = 0, squares = 0;
        foreach (var row in rows.Where(row => !values.IsMissing(row)))
        {
            count++;
            var before = values[row] - mean;
            mean += before / count;
            squares += before * (values[row] - mean);
        }

        return (mean, squares > 0 ? Math.Sqrt(squares / count) : 1);
    }
}
