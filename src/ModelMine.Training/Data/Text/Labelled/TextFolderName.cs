namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>Where in a folder of labelled texts a file lies: <c>…/train/pos/12_8.txt</c>, or <c>…/pos/12_8.txt</c> where there are no splits.</summary>
/// <param name="IsTest">Whether it is of the test split.</param>
/// <param name="Class">The folder that it lies in.</param>
/// <param name="File">Its own name.</param>
internal sealed record TextFolderName(bool IsTest, string Class, string File)
{
    private const string Extension = ".txt";
    private const string Test = "test";
    private static readonly string[] Splits = ["train", Test];

    /// <summary>Texts of the Large Movie Review Dataset that have no label lie here.</summary>
    private const string Unlabelled = "unsup";

    /// <summary>Reads the path of an archive's entry.</summary>
    /// <returns>Null when it is no labelled text.</returns>
    /// <exception cref="InvalidDataException">The path leads out of the archive, or is none that a plain archive has.</exception>
    public static TextFolderName? Read(string path)
    {
        var parts = path.Split('/');
        if (path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal) || parts.Contains("..") || path.Any(char.IsControl))
        {
            throw new InvalidDataException($"The entry {Shown(path)} has a path that is not plain: it must be relative, without \"..\", \":\" and backslashes.");
        }

        return parts is [.., var folder, var file] && file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            && folder is not (Unlabelled or "." or "") && !Splits.Contains(folder)
            ? new(parts is [.., Test, _, _], folder, file)
            : null;
    }

    private static string Shown(string path) => $"\"{string.Concat(path.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter))}\"";
}
