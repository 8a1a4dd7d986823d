using System.CommandLine;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Shell;

/// <summary><c>run</c>: enrols this machine if need be, and trains for the server until told to stop.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var server = new Option<string>("--server") { Description = "The server's address, such as http://localhost:4000.", HelpName = "URL", Required = true };
        var data = new Option<string>("--data") { Description = "Folder of this node's identity, key, work and data sets.", HelpName = "DIR", Required = true };
        var name = new Option<string?>("--name") { Description = "Name of this node for people; the host's name when left out.", HelpName = "N" };
        var code = new Option<string?>("--code")
        {
            Description = $"One-use join code, needed once. Better in the environment variable {RunOptions.CodeVariable}: it does not show in lists of processes.",
            HelpName = "CODE",
        };
        var slots = new Option<int?>("--slots") { Description = "Attempts to train at a time; chosen by the cores when left out.", HelpName = "N" };
        var threads = new Option<int?>("--threads-per-slot") { Description = "Threads that each trainer computes with; at most 2 when left out.", HelpName = "N" };
        var cache = new Option<double>("--data-cache")
        {
            Description = "GiB that the data sets of other users' jobs may take here; those unused for longest make room.",
            HelpName = "GIB", DefaultValueFactory = _ => RunOptions.DefaultDataCacheGiB,
        };
        var attemptDisk = new Option<double>("--attempt-disk")
        {
            Description = "GiB that the files of one attempt may take; a trainer that writes more is ended.",
            HelpName = "GIB", DefaultValueFactory = _ => RunOptions.DefaultAttemptDiskGiB,
        };
        var silence = new Option<int>("--silence-seconds")
        {
            Description = "A trainer that says nothing for so long, while it makes steps, hangs, and is ended.", HelpName = "S", DefaultValueFactory = _ => 600,
        };
        var stall = new Option<int>("--stall-seconds")
        {
            Description = "A trainer that gets no further for so long, whatever it says, hangs, and is ended.", HelpName = "S", DefaultValueFactory = _ => 3600,
        };
        var drain = new Option<int>("--drain-seconds")
        {
            Description = "How long to wait, when told to stop, for trainers to save their state.", HelpName = "S", DefaultValueFactory = _ => 30,
        };
        var labels = new Option<string[]>("--label") { Description = "A label that jobs can ask for, such as lab=3rd-floor; may be given several times.", HelpName = "NAME=VALUE" };
        var verb = new Command("run", "Train for a server until told to stop.") { server, data, name, code, slots, threads, cache, attemptDisk, silence, stall, drain, labels };
        verb.SetAction((arguments, cancellationToken) => RunAgent.ExecuteAsync(
            new RunOptions
            {
                Server = Address(arguments.GetRequiredValue(server)),
                DataFolder = Path.GetFullPath(arguments.GetRequiredValue(data)),
                Name = arguments.GetValue(name),
                Code = arguments.GetValue(code) ?? Environment.GetEnvironmentVariable(RunOptions.CodeVariable),
                Slots = arguments.GetValue(slots),
                ThreadsPerSlot = arguments.GetValue(threads),
                DataCacheBytes = Bytes("--data-cache", arguments.GetValue(cache)),
                AttemptDiskBytes = Bytes("--attempt-disk", arguments.GetValue(attemptDisk)),
                Silence = TimeSpan.FromSeconds(Math.Max(1, arguments.GetValue(silence))),
                Stall = TimeSpan.FromSeconds(Math.Max(1, arguments.GetValue(stall))),
                Labels = ReadLabels(arguments.GetValue(labels) ?? []),
                Drain = TimeSpan.FromSeconds(Math.Max(0, arguments.GetValue(drain))),
            },
            cancellationToken));
        return verb;
    }

    private static long Bytes(string option, double gib) => gib is >= 0 and < 1e9
        ? (long)(gib * RunOptions.GiB)
        : throw new AgentFailure(AgentExit.Usage, $"{option} must be a number of GiB, 0 or more.");

    private static SortedDictionary<string, string> ReadLabels(IReadOnlyList<string> texts)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (NodeLabels.Parse(text) is not { } label)
                throw new AgentFailure(AgentExit.Usage, $"--label {text} is no label. Give one such as lab=3rd-floor: a name of small letters and digits, a value of letters and digits, both also with dots, hyphens and underscores.");
            if (!labels.TryAdd(label.Key, label.Value)) throw new AgentFailure(AgentExit.Usage, $"--label {label.Key} is given twice.");
        }

        return labels.Count <= NodeLabels.Most ? labels : throw new AgentFailure(AgentExit.Usage, $"{labels.Count} labels are too many: at most {NodeLabels.Most}.");
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new AgentFailure(AgentExit.Usage, $"--server {text} is no web address. Give one such as http://localhost:4000.");
}
