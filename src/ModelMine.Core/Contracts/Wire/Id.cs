using System.Security.Cryptography;

namespace ModelMine.Core.Contracts;

/// <summary>Makes the ids of jobs, nodes, users and the rest: a word that says what it is, <c>_</c>, and 80 random bits.</summary>
public static class Id
{
    /// <summary>Letters of an id after the underscore.</summary>
    internal const int Length = 16;

    /// <summary>What they are taken from.</summary>
    internal const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Draws the letters. Whoever must be able to repeat a whole story replaces it.</summary>
    internal static Func<string> Letters { get; set; } = static () => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A new id such as <c>job_7h2k9qv4m1xw8c3e</c> (Crockford base 32, 16 characters after the underscore).</summary>
    /// <param name="kind">What the id names: <c>job</c>, <c>att</c>, <c>node</c>, <c>usr</c>, <c>pat</c>.</param>
    public static string New(string kind) => $"{kind}_{Letters()}";
}
