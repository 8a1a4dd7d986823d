using System.CommandLine;
using System.Globalization;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Up;

/// <summary>What <c>agent</c> is told on the command line, and how the agent's program is told it.</summary>
internal sealed class AgentArguments
{
    private readonly Option<string?> _data = UpArguments.DataOption();
    private readonly Option<int?> _slots = new("--slots") { Description = "Jobs that this machine trains at a time; chosen by its cores when left out.", HelpName = "N" };
    private readonly Option<string?> _name = new("--name") { Description = "Name of this machine for people; the host's name when left out.", HelpName = "N" };
    private readonly Option<string[]> _labels = new("--label") { Description = "A label that jobs can ask for, such as lab=3rd-floor; may be given several times.", HelpName = "NAME=VALUE" };

    private readonly AgentLimits _limits = new();

    public IEnumerable<Option> All => [_data, _slots, _name, _labels, .. _limits.All];

    /// <summary>How long the agent may take to end once it was told to.</summary>
    public TimeSpan DrainPatience(VerbCall call) => _limits.DrainPatience(call.Arguments);

    /// <summary>The folder of this node. One for each server: who this machine is to one network means nothing to another.</summary>
    public string NodeFolder(VerbCall call)
    {
        var folder = UpArguments.Folder(call.Arguments.GetValue(_data), call.Surroundings);
        var node = Path.Combine(folder, "nodes", $"{call.Server.Address.Host}-{call.Server.Address.Port}");
        PrivateFile.CreateFolder(folder);
        PrivateFile.CreateFolder(node);
        return node;
    }

    /// <summary>The words for the agent's program.</summary>
    public List<string> ForAgent(VerbCall call, string nodeFolder)
    {
        List<string> words = ["run", "--server", call.Server.Address.AbsoluteUri.TrimEnd('/'), "--data", nodeFolder];
        if (call.Arguments.GetValue(_slots) is { } slots) words.AddRange(["--slots", slots.ToString(CultureInfo.InvariantCulture)]);
        if (call.Arguments.GetValue(_name) is { Length: > 0 } name) words.AddRange(["--name", name]);
        foreach (var label in call.Arguments.GetValue(_labels) ?? [])
        {
            if (NodeLabels.Parse(label) is null) throw new CliFailure(ExitCode.Usage, $"--label {label} is no label.", "Give one such as lab=3rd-floor.");
            words.AddRange(["--label", label]);
        }

        words.AddRange(_limits.Words(call.Arguments));
        return words;
    }
}
