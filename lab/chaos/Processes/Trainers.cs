using System.Globalization;

namespace ModelMine.Chaos.Processes;

/// <summary>Finds a process's descendants in /proc.</summary>
internal static class Trainers
{
    /// <summary>Ids of all that a process started, and those started.</summary>
    public static IReadOnlyList<int> Of(int pid)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Select(id => (Id: id, Parent: ParentOf(id))).ToLookup(process => process.Parent, process => process.Id);
        var found = new List<int>();
        for (var (next, from) = (new Queue<int>([pid]), 0); next.TryDequeue(out from);)
        {
            foreach (var child in parents[from])
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    private static int ParentOf(int pid)
    {
        try
        {
            // After the name in parentheses, which may hold anything: state, parent, …
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            return -1;
        }
    }
}
