using ModelMine.Core.Datasets;
using ModelMine.Training;

namespace ModelMine.Agent.Train.Downloads;

/// <summary>
/// Another place to fetch the catalog's data sets from, such as a copy inside of a company. A mirror holds each file under the name
/// of its data set: <c>cifar10/cifar-10-binary.tar.gz</c>.
/// </summary>
/// <param name="place">Address of the mirror; null for the official places.</param>
/// <param name="sums">Path of a file as <c>sha256sum */*</c> prints it inside of the mirror; null when its files are the official ones.</param>
internal sealed class DatasetMirror(string? place, string? sums)
{
    /// <summary>Environment variable: the mirror's address.</summary>
    public const string PlaceVariable = "MODELMINE_DATASET_MIRROR";

    /// <summary>Environment variable: the path of the SHA-256 sums of a mirror whose files are not the official ones.</summary>
    public const string SumsVariable = "MODELMINE_DATASET_SHA256SUMS";

    private const string Separator = "  ";

    /// <summary>As the environment says.</summary>
    public static DatasetMirror OfEnvironment() => new(Environment.GetEnvironmentVariable(PlaceVariable), Environment.GetEnvironmentVariable(SumsVariable));

    /// <summary>The files of a data set as they are fetched.</summary>
    /// <param name="facts">The data set; null when there is none.</param>
    /// <exception cref="TrainingException">The address is none, or the file of sums cannot be read.</exception>
    public IReadOnlyList<DatasetFile> Files(DatasetFacts? facts)
    {
        if (facts is null)
        {
            return [];
        }

        var known = Sums();
        return [.. facts.Files.Select(file => file.Url is null ? file : Mirrored(facts.Name, file, known))];
    }

    private DatasetFile Mirrored(string dataset, DatasetFile file, Dictionary<string, string> known)
    {
        var name = $"{dataset}/{file.Name}";
        var fetched = place is null ? file : file with { Url = Address(name) };
        return known.TryGetValue(name, out var sha256) ? fetched with { Sha256 = sha256, Length = null } : fetched;
    }

    private Uri Address(string name) => Uri.TryCreate($"{place!.TrimEnd('/')}/{name}", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new TrainingException($"{PlaceVariable} is {place}, which is no http or https address.", retryable: true);

    private Dictionary<string, string> Sums()
    {
        try
        {
            return sums is null ? [] : File.ReadLines(sums).Select(line => line.Split(Separator, 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[1], parts => parts[0]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TrainingException($"{sums}, which {SumsVariable} names, could not be read: {error.Message}", retryable: true, error);
        }
    }
}
