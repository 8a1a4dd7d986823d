using System.Text;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Text;

/// <summary>Reads a running text that is a user's own: UTF-8, with or without a mark at its beginning.</summary>
internal static class OwnText
{
    /// <exception cref="TrainingException">The file is missing, another one, or no text.</exception>
    public static TextCorpus Read(TrainingRequest request)
    {
        var file = request.DatasetFiles[0];
        try
        {
            using var text = new StreamReader(FetchedFile.Require(request, file), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return new(text.ReadToEnd(), ContentDigest.OfFiles([(file.Name, file.Sha256)]));
        }
        catch (DecoderFallbackException error)
        {
            throw new TrainingException($"{file.Name} is not UTF-8 text.", retryable: false, error);
        }
    }
}
