using System.CommandLine;

using ModelMine.Cli.Shell;

using Spectre.Console;

namespace ModelMine.Cli.Up;

/// <summary><c>agent install-service</c>: a systemd unit, so that this machine trains whenever it is on.</summary>
internal static class InstallServiceVerb
{
    private const string SystemFolder = "/etc/systemd/system";

    public static Verb Create(Surroundings surroundings)
    {
        var options = new AgentArguments();
        var write = new Option<bool>("--write")
        {
            Description = $"Write the unit in place of printing it: to {SystemFolder} as root, else to your own units.",
        };
        var verb = new Verb(surroundings, "install-service", "Print a systemd unit that runs the agent, or with --write put it in its place.", (call, _) =>
        {
            var node = options.NodeFolder(call);
            var forSystem = Environment.IsPrivilegedProcess;
            var unit = AgentUnit.Text(DotNet(surroundings), ProductFiles.Agent(surroundings), options.ForAgent(call, node), node, options.DrainPatience(call), forSystem);
            if (call.Arguments.GetValue(write)) Write(call, unit, node, forSystem);
            else surroundings.Out.Write(unit);
            return Task.FromResult(ExitCode.Success);
        })
        {
            write,
        };
        foreach (var option in options.All) verb.Add(option);
        return verb;
    }

    private static void Write(VerbCall call, string unit, string node, bool forSystem)
    {
        var folder = forSystem ? SystemFolder : Path.Combine(call.Surroundings.HomeFolder, ".config", "systemd", "user");
        var file = Path.Combine(folder, AgentUnit.FileName);
        Directory.CreateDirectory(folder);
        if (call.Surroundings.Variable(AgentUnit.CodeVariable) is { Length: > 0 } code)
            PrivateFile.Write(AgentUnit.CodeFile(node), $"{AgentUnit.CodeVariable}={code}\n");
        File.WriteAllText(file, unit);
        var control = forSystem ? "systemctl" : "systemctl --user";
        var start = $"{control} daemon-reload && {control} enable --now {AgentUnit.FileName}";
        call.Print(new { file, start }, console =>
        {
            console.WriteLine($"Written: {file}");
            console.WriteLine($"Start it, now and at every boot: {start}");
            if (!forSystem) console.WriteLine("So that it runs also while you are not signed in: loginctl enable-linger");
        });
    }

    private static string DotNet(Surroundings surroundings) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : surroundings.Variable("DOTNET_ROOT") is { Length: > 0 } root ? Path.Combine(root, "dotnet")
        : "/usr/bin/dotnet";
}
