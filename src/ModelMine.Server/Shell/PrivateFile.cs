using ModelMine.Server.Data;

namespace ModelMine.Server.Shell;

/// <summary>Writes files that hold a secret.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a file that only its owner can read. Whoever reads it meanwhile sees the old text or the new, never a part.</summary>
    /// <param name="path">The file; its folder is made when missing.</param>
    /// <param name="text">What to write.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        path = Path.GetFullPath(path);
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(draft, options)) await writer.WriteAsync(text.AsMemory(), cancellation);
        File.Move(draft, path, overwrite: true);
    }
}
