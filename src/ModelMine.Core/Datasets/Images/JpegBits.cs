namespace ModelMine.Core.Datasets.Images;

/// <summary>The bits of a JPEG scan, up to the marker that ends it (ITU-T T.81, F.2.2.5).</summary>
/// <param name="file">The file.</param>
/// <param name="start">First byte of the scan.</param>
internal struct JpegBits(byte[] file, int start)
{
    private const int Ahead = 16;
    private ulong _bits;
    private int _count;
    private int _at = start;

    /// <summary>The next sixteen bits; zeros after the end.</summary>
    public int Peek()
    {
        if (_count < Ahead)
        {
            Fill();
        }

        return (int)(_count >= Ahead ? _bits >> (_count - Ahead) : _bits << (Ahead - _count)) & 0xFFFF;
    }

    /// <summary>Goes on.</summary>
    /// <returns>Whether there were so many bits.</returns>
    public bool Skip(int bits)
    {
        _ = Peek();
        return (_count -= bits) >= 0;
    }

    /// <summary>Leaves what is left of this stretch behind, and stands on the marker after it.</summary>
    /// <returns>Where the marker is; the file's end when there is none.</returns>
    public int ToMarker()
    {
        (_bits, _count) = (0, 0);
        while (_at + 1 < file.Length && !(file[_at] == 0xFF && file[_at + 1] is not (0 or 0xFF)))
        {
            _at++;
        }

        return _at + 1 < file.Length ? _at : file.Length;
    }

    /// <summary>Begins the next stretch.</summary>
    public void GoOn(int at) => (_bits, _count, _at) = (0, 0, at);

    private void Fill()
    {
        while (_count <= 48 && _at < file.Length)
        {
            var value = file[_at];
            if (value == 0xFF)
            {
                // A zero is stuffed behind each such byte; anything else is a marker.
                if (_at + 1 >= file.Length || file[_at + 1] != 0)
                {
                    return;
                }

                _at++;
            }

            _at++;
            _bits = _bits << 8 | value;
            _count += 8;
        }
    }
}
