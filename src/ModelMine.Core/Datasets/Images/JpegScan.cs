namespace ModelMine.Core.Datasets.Images;

/// <summary>One scan of a JPEG: the blocks of one component in order, or those of several, unit by unit.</summary>
/// <param name="parts">Its components.</param>
/// <param name="blocks">Reads blocks.</param>
/// <param name="units">Units in a row, and rows of them.</param>
/// <param name="restartEvery">Units between two restarts; 0 for none.</param>
internal sealed class JpegScan(List<JpegPart> parts, JpegBlocks blocks, (int Wide, int High) units, int restartEvery)
{
    /// <summary>Reads it through.</summary>
    /// <returns>Where the marker behind it is; null when it ends early or makes no sense.</returns>
    public int? Read(byte[] file, int start, CancellationToken cancellation)
    {
        var bits = new JpegBits(file, start);
        var (wide, high) = parts is [var alone] ? (alone.BlocksWide, alone.BlocksHigh) : units;
        var left = restartEvery;
        for (var row = 0; row < high; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var column = 0; column < wide; column++)
            {
                if (restartEvery > 0 && left-- == 0)
                {
                    left = restartEvery - 1;
                    var marker = bits.ToMarker();
                    if (marker + 1 >= file.Length || file[marker + 1] is < 0xD0 or > 0xD7)
                    {
                        return null;
                    }

                    bits.GoOn(marker + 2);
                    blocks.Restart();
                }

                if (!ReadUnit(ref bits, row, column))
                {
                    return null;
                }
            }
        }

        return bits.ToMarker();
    }

    private bool ReadUnit(ref JpegBits bits, int row, int column)
    {
        if (parts is [var alone])
        {
            return blocks.Read(ref bits, alone, row * alone.Stride + column);
        }

        foreach (var part in parts)
        {
            for (var y = 0; y < part.Down; y++)
            {
                for (var x = 0; x < part.Across; x++)
                {
                    if (!blocks.Read(ref bits, part, (row * part.Down + y) * part.Stride + column * part.Across + x))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
