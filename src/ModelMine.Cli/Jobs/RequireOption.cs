using System.CommandLine;
using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Names;

namespace ModelMine.Cli.Jobs;

/// <summary><c>--require NAME=VALUE</c>: what a job asks of its node.</summary>
internal static class RequireOption
{
    private const string LabelPrefix = "label.";
    private static readonly string[] Names = ["cores", "memoryMiB", "diskMiB", "device", "cpuLevel"];

    public static Option<string[]> Create() => new("--require")
    {
        Description = $"What the job asks of its node: {string.Join(", ", Names)} or {LabelPrefix}NAME, such as cores=8 or {LabelPrefix}lab=3rd-floor; may be given several times.",
        HelpName = "NAME=VALUE",
    };

    /// <summary>Reads what was typed; null when nothing was. Whether the values are sensible is for the server to say.</summary>
    public static JobRequires? Read(IReadOnlyList<string>? texts)
    {
        if (texts is not { Count: > 0 }) return null;
        var requires = new JobRequires();
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [var name, var value]) throw Wrong(text, "Give a name and a value, such as cores=8.");
            requires = name.ToUpperInvariant() switch
            {
                "CORES" => requires with { Cores = Number(text, value) },
                "MEMORYMIB" => requires with { MemoryMiB = Number(text, value) },
                "DISKMIB" => requires with { DiskMiB = Number(text, value) },
                "DEVICE" => requires with { Device = value },
                "CPULEVEL" => requires with { CpuLevel = value },
                _ when name.StartsWith(LabelPrefix, StringComparison.OrdinalIgnoreCase) =>
                    requires with { Labels = new(requires.Labels ?? [], StringComparer.Ordinal) { [name[LabelPrefix.Length..]] = value } },
                _ => throw Wrong(text, Spelling.Nearest(name, Names) is { } meant ? $"Did you mean {meant}?" : $"Known are {string.Join(", ", Names)} and {LabelPrefix}NAME."),
            };
        }

        return requires;
    }

    private static int Number(string text, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(text, "The value must be a whole number.");

    private static CliFailure Wrong(string text, string advice) => new(ExitCode.Usage, $"--require {text} is not understood.", advice);
}
