namespace ModelMine.SystemTests.Harness;

/// <summary>A small file system that can be filled for real: ext4 in a file. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _image;
    private readonly string _junk;

    private SmallDisk(string image, string folder) => (_image, Folder, _junk) = (image, folder, Path.Combine(folder, "junk-of-somebody-else"));

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>MiB that are free.</summary>
    public long FreeMiB => new DriveInfo(Folder).AvailableFreeSpace >> 20;

    /// <summary>Mounts one on a folder; skips the test where that is not permitted.</summary>
    /// <param name="folder">The folder, made if need be.</param>
    /// <param name="sizeMiB">Its size.</param>
    public static SmallDisk MountOrSkip(string folder, int sizeMiB)
    {
        var image = Path.GetTempFileName();
        using (var file = File.OpenWrite(image)) file.SetLength((long)sizeMiB << 20);
        Directory.CreateDirectory(folder);
        var problem = SystemTool.WhyNot("mkfs.ext4", $"-q -m 0 {image}") ?? SystemTool.WhyNot("mount", $"-o loop {image} {folder}");
        if (problem is null) return new SmallDisk(image, folder);
        File.Delete(image);
        Assert.Skip($"A small disk is not to be had here. {problem}");
        return null!;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(_junk, FileMode.Append);
        var bytes = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(bytes);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full: that was the aim.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Clear() => File.Delete(_junk);

    public void Dispose()
    {
        // Lazily: who still has files open there ends after this.
        SystemTool.WhyNot("umount", $"-l {Folder}");
        File.Delete(_image);
    }
}
