using ModelMine.Core.Datasets;
using ModelMine.Training.Randomness;

namespace ModelMine.Training.Data.Images;

/// <summary>A shift and a mirroring of one image. What comes in from beyond its edge is dark.</summary>
/// <param name="Down">Rows by which it moves down.</param>
/// <param name="Right">Columns by which it moves to the right, after the mirroring.</param>
/// <param name="Mirrored">Whether left and right are exchanged.</param>
internal readonly record struct ImageMove(int Down, int Right, bool Mirrored)
{
    /// <summary>The move of an image in an epoch: a pure function of these, whatever batch it is in.</summary>
    /// <param name="allowed">The bounds.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="image">The image's index in the official training set.</param>
    public static ImageMove Of(ImageAugmentation allowed, long seed, long epoch, long image)
    {
        var state = SeedMix.Of(seed, Purpose.Augmentation, (epoch << 32) + image);
        var down = Between(ref state, allowed.Shift);
        var right = Between(ref state, allowed.Shift);
        return new(down, right, allowed.Mirror && (SeedMix.Next(ref state) & 1) == 1);
    }

    /// <summary>A whole number from -bound to bound; the few choices make the bias of the multiplication immeasurably small.</summary>
    private static int Between(ref ulong state, int bound) => (int)Math.BigMul(SeedMix.Next(ref state), (ulong)(2 * bound + 1), out _) - bound;
}
