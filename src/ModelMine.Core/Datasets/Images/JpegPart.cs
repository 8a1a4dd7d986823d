namespace ModelMine.Core.Datasets.Images;

/// <summary>One colour component of a JPEG: its blocks of 8 × 8 samples.</summary>
internal sealed class JpegPart
{
    /// <summary>How scans name it.</summary>
    public required byte Id { get; init; }

    /// <summary>Its blocks side by side within a unit of all components.</summary>
    public required int Across { get; init; }

    /// <summary>Its blocks one below the other within a unit.</summary>
    public required int Down { get; init; }

    /// <summary>Blocks in a row when a scan holds it alone.</summary>
    public required int BlocksWide { get; init; }

    /// <summary>Rows of blocks when a scan holds it alone.</summary>
    public required int BlocksHigh { get; init; }

    /// <summary>Blocks in a row, with those that fill units up.</summary>
    public required int Stride { get; init; }

    /// <summary>For each block, the coefficients that earlier scans made other than zero; a progressive image's next scans depend on them.</summary>
    public required ulong[] NonZero { get; init; }

    /// <summary>Table of its first coefficients in this scan.</summary>
    public JpegCodes? First { get; set; }

    /// <summary>Table of its other coefficients in this scan.</summary>
    public JpegCodes? Others { get; set; }

    /// <summary>Whether any scan held it.</summary>
    public bool IsSeen { get; set; }
}
