namespace ModelMine.Server.Blobs;

/// <summary>Tells a file that another process holds from other faults.</summary>
internal static class BusyFile
{
    private const int UnixWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharing = unchecked((int)0x80070020);

    public static bool Is(IOException error) => error.HResult is UnixWouldBlock or MacWouldBlock or WindowsSharing;
}
