using System.Globalization;
using System.Text.Json;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;
using ModelMine.SystemTests.Harness;

namespace ModelMine.Chaos.Processes;

/// <summary>An agent under test: the real program, with a stub in its trainer's place, and a route of its own to the servers.</summary>
internal sealed class ChaosAgent(Supervised process, Route route, string folder) : IAsyncDisposable
{
    public Supervised Process => process;

    public Route Route => route;

    /// <summary>Its id as a node; null before it enrolled.</summary>
    public string? NodeId
    {
        get
        {
            var file = Path.Combine(folder, "identity.json");
            if (!File.Exists(file)) return null;
            using var identity = JsonDocument.Parse(File.ReadAllBytes(file));
            return identity.RootElement.GetProperty("nodeId").GetString();
        }
    }

    /// <summary>Lays an agent out; nothing is started yet.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="folder">Where it keeps everything.</param>
    /// <param name="route">Its way to the servers.</param>
    /// <param name="joinCode">Lets it join.</param>
    /// <param name="settings">Its slots.</param>
    /// <param name="host">What all programs share.</param>
    public static ChaosAgent Create(int index, string folder, Route route, string joinCode, RunSettings settings, SharedHost host)
    {
        Directory.CreateDirectory(folder);
        var number = index.ToString(CultureInfo.InvariantCulture);
        var slots = settings.Slots.ToString(CultureInfo.InvariantCulture);
        string[] command =
        [
            Programs.Agent, "run", "--server", $"http://127.0.0.1:{route.Port}/", "--data", folder, "--name", $"agent {number}", "--slots", slots, "--threads-per-slot", "1",
            "--silence-seconds", "12", "--attempt-disk", "0.02", "--drain-seconds", "4",
        ];
        var environment = new Dictionary<string, string>
        {
            ["MODELMINE_LAB_TRAINER"] = Path.ChangeExtension(Programs.StubTrainer, null),
            ["MODELMINE_STUB_DUTY"] = "0.1",
            ["MODELMINE_JOIN_CODE"] = joinCode,
            // Its stubs mostly wait: so many may share the cores.
            ["DOTNET_PROCESSOR_COUNT"] = slots,
            ["DOTNET_TieredPGO"] = "0",
        };
        var clock = new FakeClock(Path.Combine(settings.Folder, $"agent{number}.clock"));
        return new ChaosAgent(new Supervised($"agent {number}", Path.Combine(settings.Folder, $"agent{number}.log"), clock, command, () => environment, host), route, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await route.DisposeAsync();
    }
}
