namespace ModelMine.Core.Datasets;

/// <summary>
/// Random changes that leave what an image shows as it is: <c>dataAugmentation</c> makes them anew in each epoch. A shift by up to n
/// pixels is the same as padding each side with n dark pixels and cropping at a random place.
/// </summary>
/// <param name="Shift">Pixels by which an image may be moved up, down, left and right.</param>
/// <param name="Mirror">Whether left and right may be exchanged: true for photographs, false for digits and letters.</param>
public sealed record ImageAugmentation(int Shift, bool Mirror)
{
    /// <summary>What is safe for images of which nothing is known.</summary>
    public static ImageAugmentation Cautious { get; } = new(2, Mirror: false);

    /// <summary>The usual for small photographs (He et al. 2015, section 4.2): padding of 4 and mirror images.</summary>
    public static ImageAugmentation Photographs { get; } = new(4, Mirror: true);
}
