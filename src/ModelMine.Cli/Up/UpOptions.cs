namespace ModelMine.Cli.Up;

/// <summary>What <c>up</c> is told.</summary>
/// <param name="DataFolder">Folder that holds all state; absolute.</param>
/// <param name="WebPort">Port of the web pages.</param>
/// <param name="ApiPort">Port of the API.</param>
/// <param name="Demo">Whether to make the demo account and submit the examples.</param>
/// <param name="WithAgent">Whether this machine trains as well.</param>
/// <param name="Slots">Attempts that the agent runs at a time; its own choice when null.</param>
/// <param name="Open">Whether to open the browser.</param>
internal sealed record UpOptions(string DataFolder, int WebPort, int ApiPort, bool Demo, bool WithAgent, int? Slots, bool Open)
{
    public Uri WebAddress => new($"http://localhost:{WebPort}");

    public Uri ApiAddress => new($"http://localhost:{ApiPort}");

    public string LogFolder => Path.Combine(DataFolder, "logs");

    public string AgentFolder => Path.Combine(DataFolder, "agent");

    public string JoinCodeFile => Path.Combine(DataFolder, "local-join-code");
}
