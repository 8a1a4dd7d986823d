namespace ModelMine.Server.Data;

internal static class PrivateFolder
{
    /// <summary>Makes a folder that only its owner can look into, where the system knows such a thing.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
