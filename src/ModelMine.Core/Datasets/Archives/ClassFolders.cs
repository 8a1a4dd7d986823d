namespace ModelMine.Core.Datasets.Archives;

/// <summary>
/// Samples in folders, one a class; above them there may be <c>train</c> and <c>test</c>, and above all one folder more. Samples are
/// numbered by their paths' order, whatever order they are packed in.
/// </summary>
public sealed class ClassFolders
{
    private const int MostClasses = 256;
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] TestNames = ["test", "testing"];
    private static readonly string[] ValidationNames = ["val", "valid", "validation"];

    private readonly Dictionary<string, PlacedSample> _places = new(StringComparer.Ordinal);

    private ClassFolders(IReadOnlyList<string> classes) => Classes = classes;

    /// <summary>The classes, in the order of their names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Samples to train and validate with.</summary>
    public int TrainCount { get; private set; }

    /// <summary>Samples of the folder <c>test</c>; 0 when there is none.</summary>
    public int TestCount { get; private set; }

    /// <summary>Where a sample belongs.</summary>
    /// <param name="path">Its path in the archive.</param>
    public PlacedSample this[string path] => _places[path];

    /// <summary>Orders samples.</summary>
    /// <param name="archive">What holds them, for messages.</param>
    /// <param name="paths">The parts of each one's path.</param>
    /// <param name="what">What they are, for messages: <c>images (.png, .jpg)</c>.</param>
    /// <exception cref="DatasetException">They do not lie in folders as they should.</exception>
    public static ClassFolders Of(string archive, IReadOnlyList<string[]> paths, string what)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var skipped = Wrappers(paths);
        var hasSplits = paths.Count > 0 && paths.All(parts => parts.Length - skipped == 3 && IsSplit(parts[skipped]));
        var above = skipped + (hasSplits ? 1 : 0);
        if (paths.FirstOrDefault(parts => parts.Length - above != 2) is { } wrong)
        {
            throw new DatasetException($"{string.Join('/', wrong)} in {archive} does not lie in a folder that names its class: pack CLASS/FILE, or train/CLASS/FILE and test/CLASS/FILE.");
        }

        string[] classes = [.. paths.Select(parts => parts[above]).Distinct().Order(StringComparer.Ordinal)];
        if (classes.Length is < 2 or > MostClasses)
        {
            throw new DatasetException($"{archive} has {classes.Length} class folders with {what}: 2 to {MostClasses} can be told apart.");
        }

        var folders = new ClassFolders(classes);
        var numbers = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        foreach (var parts in paths.OrderBy(parts => string.Join('/', parts), StringComparer.Ordinal))
        {
            folders.Place(archive, string.Join('/', parts), numbers[parts[above]], hasSplits && IsOneOf(parts[skipped], TestNames));
        }

        return folders;
    }

    private void Place(string archive, string path, int label, bool isTest)
    {
        if (!_places.TryAdd(path, new(isTest, isTest ? TestCount++ : TrainCount++, label)))
        {
            throw new DatasetException($"{archive} holds {path} twice.");
        }
    }

    /// <summary>Folders that everything lies in, above those that mean something.</summary>
    private static int Wrappers(IReadOnlyList<string[]> paths)
    {
        var skipped = 0;
        while (paths.Count > 0 && paths.All(parts => parts.Length - skipped >= 3 && parts[skipped] == paths[0][skipped]) && !IsSplit(paths[0][skipped]))
        {
            skipped++;
        }

        return skipped;
    }

    private static bool IsSplit(string folder) => IsOneOf(folder, TrainNames) || IsOneOf(folder, TestNames) || IsOneOf(folder, ValidationNames);

    private static bool IsOneOf(string folder, string[] names) => names.Contains(folder, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Where a sample belongs.</summary>
/// <param name="IsTest">Whether it is never trained on.</param>
/// <param name="Index">Its number among those of its part.</param>
/// <param name="Label">Number of its class.</param>
public readonly record struct PlacedSample(bool IsTest, int Index, int Label);
