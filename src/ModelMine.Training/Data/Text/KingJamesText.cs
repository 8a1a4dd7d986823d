using System.Text;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Text;

/// <summary>Genesis, Mark, Luke and John of the King James Bible (1611, public domain), a verse a line, shipped.</summary>
internal static class KingJamesText
{
    public const string Name = "kjv";
    private static readonly ShippedFile File = ShippedFile.Of(Name)[0];

    private static string Digest { get; } = ContentDigest.OfFiles([(File.Name, File.Sha256)]);

    /// <param name="folder">The folder that holds the file.</param>
    public static TextCorpus Read(string folder) => new(Encoding.ASCII.GetString(File.Read(folder)), Digest);
}
