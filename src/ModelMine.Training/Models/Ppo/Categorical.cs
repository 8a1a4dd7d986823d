namespace ModelMine.Training.Models.Ppo;

/// <summary>A choice among actions by their logits.</summary>
internal static class Categorical
{
    /// <summary>Chooses an action as likely as softmax says.</summary>
    /// <param name="logits">One an action.</param>
    /// <param name="uniform">A random number from 0, below 1.</param>
    /// <returns>The action and the logarithm of its probability.</returns>
    public static (int Action, float LogProbability) Sample(ReadOnlySpan<float> logits, double uniform)
    {
        var highest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            highest = MathF.Max(highest, logit);
        }

        double sum = 0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - highest);
        }

        // The last action takes what rounding leaves.
        var action = 0;
        for (var left = uniform * sum; action < logits.Length - 1; action++)
        {
            left -= Math.Exp(logits[action] - highest);
            if (left < 0)
            {
                break;
            }
        }

        return (action, (float)(logits[action] - highest - Math.Log(sum)));
    }
}
