namespace ModelMine.Core.Contracts;

/// <summary>Levels of a processor's vector instructions, as libtorch tells them apart. Each includes the ones before it.</summary>
public static class CpuLevels
{
    /// <summary>What every processor of the architecture has.</summary>
    public const string Default = "default";

    /// <summary>AVX2 and FMA.</summary>
    public const string Avx2 = "avx2";

    /// <summary>AVX-512 F, BW, DQ and VL.</summary>
    public const string Avx512 = "avx512";

    private static readonly string[] Levels = [Default, Avx2, Avx512];

    /// <summary>All of them, lowest first.</summary>
    public static IReadOnlyList<string> All => Levels;

    /// <summary>Whether a processor of one level can do what another asks for; one of unknown level can do only <see cref="Default"/>.</summary>
    /// <param name="has">The processor's level; null when it is not known.</param>
    /// <param name="wanted">One of <see cref="All"/>.</param>
    public static bool Includes(string? has, string wanted) => Array.IndexOf(Levels, has ?? Default) >= Array.IndexOf(Levels, wanted);
}
