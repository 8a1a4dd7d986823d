namespace ModelMine.Server.Blobs;

/// <summary>Tells a full disk, or a used-up quota, from other faults.</summary>
internal static class DiskFull
{
    private const int UnixNoSpace = 28;
    private const int LinuxQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool Is(IOException error) => error.HResult is UnixNoSpace or LinuxQuota or WindowsDiskFull or WindowsHandleDiskFull;
}
