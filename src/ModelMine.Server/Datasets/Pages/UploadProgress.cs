using ModelMine.Server.Shell.Ui;

namespace ModelMine.Server.Datasets.Pages;

/// <summary>How far the upload of a data set is.</summary>
/// <param name="Doing"><c>reading</c> (the browser takes a file's digest), <c>sending</c>, <c>waiting</c> (for a line that broke) or <c>inspecting</c>.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Done">Bytes of it that this was done to.</param>
/// <param name="Size">Bytes of it.</param>
/// <param name="BytesPerSecond">How fast it is sent; 0 when it is not.</param>
public sealed record UploadProgress(string Doing, string Name, long Done, long Size, double BytesPerSecond)
{
    private const long Whole = 1000;

    /// <summary>Nothing was said yet.</summary>
    public static UploadProgress None { get; } = new("", "", 0, 0, 0);

    /// <summary>0 to 1.</summary>
    public double Share => Size == 0 ? 0 : (double)Done / Size;

    /// <summary>What the bar means.</summary>
    public string Label => Doing switch
    {
        "inspecting" => "Read through",
        "reading" => "Digest taken",
        _ => "Uploaded",
    };

    /// <summary>The same in words.</summary>
    public string Words => Doing switch
    {
        "" => "Beginning…",
        "inspecting" => $"Reading it through: {Figures.Percent(Share)}",
        "reading" => $"{Name}: taking its digest, {Figures.Percent(Share)}",
        "waiting" => $"{Name}: the connection is gone. {Figures.Bytes(Done)} have arrived; it goes on by itself when the server answers.",
        _ => $"{Name}: {Figures.Bytes(Done)} of {Figures.Bytes(Size)}{(BytesPerSecond > 0 ? $", {Figures.Bytes(BytesPerSecond)}/s" : "")}",
    };

    /// <summary>The server reads through what arrived.</summary>
    /// <param name="share">0 to 1.</param>
    public static UploadProgress Inspecting(double share) => new("inspecting", "", (long)(share * Whole), Whole, 0);
}
