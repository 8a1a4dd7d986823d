using System.Globalization;
using ModelMine.Simulator.Store;

namespace ModelMine.Simulator.Runs;

/// <summary>What is asked for.</summary>
internal sealed record Request
{
    public const string Help = """
        Tells stories of a small network, one a seed, and holds each against the invariants.

          --first N      the first seed; 1 when left out
          --seeds N      how many; 1000 when left out
          --processes N  how many processes share them; one a core when left out
          --without X    takes a fence down: epoch-fence, unique-refund or head-compare-and-set
          --all          goes on after the first story that ends badly
          --trace        shows every line of what happens
        """;

    public int First { get; init; } = 1;

    public int Seeds { get; init; } = 1000;

    public int Processes { get; init; } = Environment.ProcessorCount;

    public string? Without { get; init; }

    public bool StopsAtFirst { get; init; } = true;

    public bool Shows { get; init; }

    public Weakness Weakness => Without is null ? Weakness.None : Weakness.All[Without];

    /// <summary>Reads it; null when it cannot be understood.</summary>
    public static Request? Parse(string[] args)
    {
        var request = new Request();
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] is "--all" or "--trace")
            {
                request = args[index] == "--all" ? request with { StopsAtFirst = false } : request with { Shows = true };
                continue;
            }

            if (index + 1 == args.Length || request.With(args[index], args[++index]) is not { } more) return null;
            request = more;
        }

        return request;
    }

    private Request? With(string name, string value)
    {
        if (name == "--without") return Weakness.All.ContainsKey(value) ? this with { Without = value } : null;
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return name switch
        {
            "--first" => this with { First = number },
            "--seeds" => this with { Seeds = number },
            "--processes" => this with { Processes = number },
            _ => null,
        };
    }
}
