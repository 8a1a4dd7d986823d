using System.Text;

namespace ModelMine.Core.Names;

/// <summary>How names are compared: without regard to case, <c>-</c> and <c>_</c>; and which known name a slip is nearest to.</summary>
internal static class Spelling
{
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (letter is not ('-' or '_'))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString();
    }

    /// <summary>The known name nearest to the given one, if the two are alike enough to be a slip of the pen; else null.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        var folded = Fold(given);
        if (folded.Length is 0 or > 64)
        {
            return null;
        }

        var (name, distance) = known
            .Select(candidate => (Name: candidate, Distance: Distance(folded, Fold(candidate))))
            .Append((Name: string.Empty, Distance: int.MaxValue))
            .MinBy(candidate => candidate.Distance);
        var allowed = Math.Max(1, Math.Min(folded.Length, name.Length) / 3);
        return distance <= allowed ? name : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that make one text the other (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
