using System.Buffers.Binary;

namespace ModelMine.Tests.Core.Datasets.Own;

/// <summary>Damages a file as disks, networks and people who mean harm do: the same seed, the same damage.</summary>
internal static class DamagedFile
{
    private static readonly uint[] Lies = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x00FF_FFFF];

    public static byte[] Of(byte[] whole, int seed)
    {
        var random = new Random(seed);
        var bytes = whole;
        for (var times = random.Next(1, 4); times > 0 && bytes.Length > 8; times--)
        {
            bytes = Once(random, bytes);
        }

        return bytes;
    }

    private static byte[] Once(Random random, byte[] bytes)
    {
        var damaged = (byte[])bytes.Clone();
        // Half of the damage where headers mostly are.
        var place = random.Next(2) == 0 ? random.Next(Math.Min(64, bytes.Length - 4)) : random.Next(bytes.Length - 4);
        var length = random.Next(1, Math.Min(64, bytes.Length - place));
        switch (random.Next(6))
        {
            case 0:
                for (var i = random.Next(1, 6); i > 0; i--) damaged[random.Next(bytes.Length)] = (byte)random.Next(256);
                return damaged;
            case 1:
                damaged.AsSpan(place, length).Fill((byte)(random.Next(2) * 255));
                return damaged;
            case 2:
                BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(place), Lies[random.Next(Lies.Length)]);
                return damaged;
            case 3:
                BinaryPrimitives.WriteUInt32BigEndian(damaged.AsSpan(place), Lies[random.Next(Lies.Length)]);
                return damaged;
            case 4:
                return random.Next(2) == 0 ? damaged[..^length] : [.. damaged[..place], .. damaged[(place + length)..]];
            default:
                return [.. damaged[..(place + length)], .. damaged[place..]];
        }
    }
}
