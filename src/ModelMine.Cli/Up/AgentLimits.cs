using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ModelMine.Cli.Up;

/// <summary>What a machine lends to the network, and for how long it waits: passed on to the agent's program, whose defaults hold where nothing is said.</summary>
internal sealed class AgentLimits
{
    private readonly Option<int?> _threads = Whole("--threads-per-slot", "Threads that each trainer computes with; at most 2 when left out.", "N", least: 1);
    private readonly Option<double?> _cache = Gibibytes("--data-cache", "GiB that the data sets of other users' jobs may take here; 20 when left out.");
    private readonly Option<double?> _disk = Gibibytes("--attempt-disk", "GiB that the files of one attempt may take; 20 when left out.");
    private readonly Option<int?> _silence = Whole("--silence-seconds", "A trainer that says nothing for so long, while it makes steps, is ended; 600 when left out.", "S", least: 1);
    private readonly Option<int?> _stall = Whole("--stall-seconds", "A trainer that gets no further for so long, whatever it says, is ended; 3600 when left out.", "S", least: 1);
    private readonly Option<int?> _drain = Whole("--drain-seconds", "How long trainers may take to save their state when this machine stops; 30 when left out.", "S", least: 0);

    public IEnumerable<Option> All => [_threads, _cache, _disk, _silence, _stall, _drain];

    /// <summary>The words for the agent's program.</summary>
    public IEnumerable<string> Words(ParseResult arguments) =>
    [
        .. Word(_threads, arguments), .. Word(_cache, arguments), .. Word(_disk, arguments),
        .. Word(_silence, arguments), .. Word(_stall, arguments), .. Word(_drain, arguments),
    ];

    /// <summary>How long the agent may take to end once it was told to: its own time for that, and some for the last words.</summary>
    public TimeSpan DrainPatience(ParseResult arguments) =>
        arguments.GetValue(_drain) is { } seconds ? TimeSpan.FromSeconds(seconds) + AgentProcess.LastWords : AgentProcess.DrainPatience;

    private static IEnumerable<string> Word<T>(Option<T?> option, ParseResult arguments) where T : struct, IFormattable =>
        arguments.GetValue(option) is { } value ? [option.Name, value.ToString(null, CultureInfo.InvariantCulture)] : [];

    private static Option<int?> Whole(string name, string description, string unit, int least) => new(name)
    {
        Description = description, HelpName = unit, Validators = { result => Require(result, result.GetValueOrDefault<int?>() is not { } n || n >= least, $"{least} or more") },
    };

    private static Option<double?> Gibibytes(string name, string description) => new(name)
    {
        Description = description, HelpName = "GIB",
        Validators = { result => Require(result, result.GetValueOrDefault<double?>() is null or (>= 0 and < 1e9), "a number of GiB, 0 or more") },
    };

    private static void Require(OptionResult result, bool holds, string takes)
    {
        if (!holds) result.AddError($"{result.Option.Name} takes {takes}.");
    }
}
