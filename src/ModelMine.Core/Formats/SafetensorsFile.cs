using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ModelMine.Core.Formats;

/// <summary>A safetensors file that was opened: its header in memory, its tensors still in the stream. Not for several threads at once.</summary>
public sealed class SafetensorsFile
{
    private readonly Stream _stream;
    private readonly long _dataStart;

    private SafetensorsFile(Stream stream, long dataStart, SafetensorsHeader header)
    {
        _stream = stream;
        _dataStart = dataStart;
        Tensors = header.Tensors;
        Metadata = header.Metadata;
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors { get; }

    /// <summary>The texts about the file; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    internal static SafetensorsFile Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var available = stream.Length - stream.Position;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (available < prefix.Length)
        {
            throw new SafetensorsException($"The file is {available} bytes long; a safetensors file has at least {prefix.Length + 2}.");
        }

        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > Safetensors.LongestHeader || length > (ulong)(available - prefix.Length))
        {
            throw new SafetensorsException(
                $"The header says that it is {length:N0} bytes long, but {available - prefix.Length:N0} bytes follow and at most {Safetensors.LongestHeader:N0} are allowed.");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        var dataStart = stream.Position;
        return new(stream, dataStart, SafetensorsHeader.Parse(bytes, available - prefix.Length - (long)length));
    }

    /// <summary>Reads a tensor's bytes into memory that the caller owns.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="destination">As many bytes as the tensor has.</param>
    /// <exception cref="SafetensorsException">There is no such tensor, or the file was cut short since it was opened.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is of another length.</exception>
    public void Read(string name, Span<byte> destination)
    {
        var entry = Find(name);
        if (destination.Length != entry.Length)
        {
            throw new ArgumentException($"{name} has {entry.Length:N0} bytes, but there is room for {destination.Length:N0}.", nameof(destination));
        }

        _stream.Position = _dataStart + entry.Offset;
        if (_stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
        {
            throw new SafetensorsException($"The file ends inside of {name}: it was cut short since it was opened.");
        }
    }

    /// <summary>A tensor's bytes, row by row, little-endian.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="SafetensorsException">There is no such tensor, it is too large for one array, or the file was cut short.</exception>
    public byte[] ReadBytes(string name)
    {
        var bytes = new byte[Fitting(Find(name))];
        Read(name, bytes);
        return bytes;
    }

    /// <summary>A tensor of <see cref="SafetensorsDtype.F32"/>, row by row.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="SafetensorsException">There is no such tensor, it is of another type or too large for one array, or the file was cut short.</exception>
    public float[] ReadSingles(string name)
    {
        var entry = Find(name);
        if (entry.Dtype != SafetensorsDtype.F32)
        {
            throw new SafetensorsException($"{name} is of type {entry.Dtype.Word()}, not F32.");
        }

        var numbers = new float[Fitting(entry) / sizeof(float)];
        Read(name, MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private SafetensorsEntry Find(string name) => Tensors.TryGetValue(name, out var entry)
        ? entry
        : throw new SafetensorsException($"The file has no tensor \"{name}\"; it has {string.Join(", ", Tensors.Keys.Take(20))}.");

    private static int Fitting(SafetensorsEntry entry) => entry.Length <= Array.MaxLength
        ? (int)entry.Length
        : throw new SafetensorsException($"{entry.Name} has {entry.Length:N0} bytes: too many for one array.");
}
