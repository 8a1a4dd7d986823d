namespace ModelMine.Core.Formats;

/// <summary>Element types of a safetensors file that ModelMine writes and reads.</summary>
public enum SafetensorsDtype
{
    /// <summary>IEEE single precision, 4 bytes.</summary>
    F32,

    /// <summary>IEEE double precision, 8 bytes.</summary>
    F64,

    /// <summary>Signed, 8 bytes.</summary>
    I64,

    /// <summary>Signed, 4 bytes.</summary>
    I32,

    /// <summary>Unsigned, 1 byte.</summary>
    U8,

    /// <summary>0 or 1, 1 byte.</summary>
    Bool,
}

/// <summary>What the element types are called and how long they are.</summary>
internal static class SafetensorsDtypes
{
    public static int Size(this SafetensorsDtype dtype) => dtype switch
    {
        SafetensorsDtype.F64 or SafetensorsDtype.I64 => 8,
        SafetensorsDtype.F32 or SafetensorsDtype.I32 => 4,
        _ => 1,
    };

    public static string Word(this SafetensorsDtype dtype) => dtype.ToString().ToUpperInvariant();

    public static SafetensorsDtype? Parse(string? word)
    {
        foreach (var dtype in Enum.GetValues<SafetensorsDtype>())
        {
            if (dtype.Word() == word)
            {
                return dtype;
            }
        }

        return null;
    }
}
