namespace ModelMine.Cli.Up;

/// <summary>The systemd unit of an agent.</summary>
internal static class AgentUnit
{
    /// <summary>Name of the unit's file.</summary>
    public const string FileName = "modelmine-agent.service";

    /// <summary>Variable of the one-use join code.</summary>
    public const string CodeVariable = "MODELMINE_JOIN_CODE";

    /// <summary>File that the unit takes the code from, readable by its owner alone: a unit's own text can be read by everybody.</summary>
    /// <param name="nodeFolder">Where the agent keeps everything.</param>
    public static string CodeFile(string nodeFolder) => Path.Combine(nodeFolder, "join.env");

    /// <summary>The unit's text.</summary>
    /// <param name="dotnet">The .NET host.</param>
    /// <param name="agent">The agent's program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="nodeFolder">Where it keeps everything.</param>
    /// <param name="drainPatience">How long it may take to end.</param>
    /// <param name="forSystem">For the system's units; else for one user's.</param>
    public static string Text(string dotnet, string agent, IEnumerable<string> arguments, string nodeFolder, TimeSpan drainPatience, bool forSystem) => $"""
        # Written by modelmine agent install-service.
        [Unit]
        Description=ModelMine agent: this machine trains for the network
        Wants=network-online.target
        After=network-online.target

        [Service]
        ExecStart={string.Join(' ', new[] { dotnet, agent }.Concat(arguments).Select(Word))}
        EnvironmentFile=-{Plain(CodeFile(nodeFolder))}
        WorkingDirectory={Plain(nodeFolder)}
        Restart=always
        RestartSec=5
        # Wrong usage, or not enrolled: starting again changes nothing.
        RestartPreventExitStatus=2 4
        # SIGTERM lets trainers save their state and gives their jobs back, which takes a while.
        KillMode=mixed
        TimeoutStopSec={drainPatience.TotalSeconds + 15:0}
        Nice=5
        NoNewPrivileges=yes
        {(forSystem ? "ProtectSystem=full\nPrivateTmp=yes\n" : "")}
        [Install]
        WantedBy={(forSystem ? "multi-user.target" : "default.target")}

        """;

    /// <summary>A word of a command line, quoted as systemd reads it.</summary>
    private static string Word(string word)
    {
        if (word.All(c => char.IsAsciiLetterOrDigit(c) || "/-_.:=,@".Contains(c, StringComparison.Ordinal))) return word;
        var quoted = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal);
        return $"\"{Plain(quoted)}\"";
    }

    /// <summary>A percent sign begins a specifier everywhere in a unit.</summary>
    private static string Plain(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
