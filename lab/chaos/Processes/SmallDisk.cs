using System.Globalization;
using ModelMine.Tests.Servers;

namespace ModelMine.Chaos.Processes;

/// <summary>A small file system of its own, so that a full disk is a full disk: ext4 on a loop device, or tmpfs where there is none.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly Leash _leash;
    private readonly string _image;

    private SmallDisk(string folder, string image, string kind, Leash leash) => (Folder, _image, Kind, _leash) = (folder, image, kind, leash);

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary><c>ext4</c> or <c>tmpfs</c>.</summary>
    public string Kind { get; }

    /// <summary>Makes and mounts it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="mebibytes">Its size.</param>
    /// <param name="leash">Unmounts it with this process.</param>
    /// <returns>The disk; or null, and why not.</returns>
    public static async Task<(SmallDisk? Disk, string? WhyNot)> MountAsync(string folder, int mebibytes, Leash leash)
    {
        Directory.CreateDirectory(folder);
        var image = $"{folder}.image";
        try
        {
            await using (var file = File.Create(image)) file.SetLength(mebibytes * 1024L * 1024L);
            // As many files as there can be: the blobs of a run are many and tiny.
            await ShellCommand.RunAsync(null, "mkfs.ext4", "-q", "-F", "-b", "1024", "-i", "1024", "-O", "^has_journal", image);
            await ShellCommand.RunAsync(null, "mount", "-o", "loop", image, folder);
            leash.Mounted(folder);
            return (new SmallDisk(folder, image, "ext4", leash), null);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            File.Delete(image);
            return await MountInMemoryAsync(folder, mebibytes, leash, error.Message);
        }
    }

    /// <summary>Writes until nothing more fits.</summary>
    public async Task FillAsync()
    {
        var bytes = new byte[256 * 1024];
        await using var junk = new FileStream(Junk, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = bytes.Length; size >= 512; size /= 2)
        {
            try
            {
                while (true) junk.Write(bytes, 0, size);
            }
            catch (IOException)
            {
                // That much does not fit: perhaps less does.
            }
        }
    }

    /// <summary>Takes back what <see cref="FillAsync"/> wrote.</summary>
    public void Empty() => File.Delete(Junk);

    public async ValueTask DisposeAsync()
    {
        await ShellCommand.RunAsync(null, "umount", "-l", Folder);
        _leash.Unmounted(Folder);
        File.Delete(_image);
    }

    private string Junk => Path.Combine(Folder, "junk");

    private static async Task<(SmallDisk? Disk, string? WhyNot)> MountInMemoryAsync(string folder, int mebibytes, Leash leash, string whyNot)
    {
        try
        {
            await ShellCommand.RunAsync(null, "mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m"), "tmpfs", folder);
            leash.Mounted(folder);
            return (new SmallDisk(folder, $"{folder}.image", "tmpfs", leash), null);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (null, $"no small disk could be mounted: {whyNot.Trim()}; {error.Message.Trim()}");
        }
    }
}
