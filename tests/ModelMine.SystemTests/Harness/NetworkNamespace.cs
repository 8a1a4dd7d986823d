using System.Security.Cryptography;

namespace ModelMine.SystemTests.Harness;

/// <summary>
/// A network of its own for a process, with one cable to this machine that can be pulled: what is sent then is neither answered nor
/// refused. Needs root; nothing of it leaves this machine.
/// </summary>
internal sealed class NetworkNamespace : IDisposable
{
    private readonly string _name;

    private NetworkNamespace(string name, int number)
    {
        _name = name;
        HostAddress = $"10.213.{number}.1";
        SystemTool.Run("ip", $"link add {name}h type veth peer name {name}n netns {name}");
        SystemTool.Run("ip", $"address add {HostAddress}/30 dev {name}h");
        SystemTool.Run("ip", $"link set {name}h up");
        SystemTool.Run("ip", $"-n {name} address add 10.213.{number}.2/30 dev {name}n");
        SystemTool.Run("ip", $"-n {name} link set {name}n up");
    }

    /// <summary>This machine's address at its end of the cable.</summary>
    public string HostAddress { get; }

    /// <summary>Words that run a program in there.</summary>
    public IReadOnlyList<string> Within => ["ip", "netns", "exec", _name];

    /// <summary>Makes one; skips the test where that is not permitted.</summary>
    public static NetworkNamespace CreateOrSkip()
    {
        var number = RandomNumberGenerator.GetInt32(1, 255);
        var name = $"mm{number}x{RandomNumberGenerator.GetInt32(1000)}";
        if (SystemTool.WhyNot("ip", $"netns add {name}") is { } problem) Assert.Skip($"Network namespaces are not to be had here. {problem}");
        return new NetworkNamespace(name, number);
    }

    /// <summary>Pulls the cable at the far end.</summary>
    public void Cut() => SystemTool.Run("ip", $"-n {_name} link set {_name}n down");

    /// <summary>Plugs it in again.</summary>
    public void Mend() => SystemTool.Run("ip", $"-n {_name} link set {_name}n up");

    public void Dispose() => SystemTool.WhyNot("ip", $"netns delete {_name}");
}
