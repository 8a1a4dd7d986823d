using Microsoft.Extensions.Logging;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Session;

/// <summary>Tells the log what the server says beside the leases, each thing once.</summary>
/// <param name="ownVersion">Version of this agent.</param>
/// <param name="logger">The log.</param>
internal sealed class ServerNotices(string ownVersion, ILogger logger)
{
    private string? _serverVersion;
    private bool _givesBack;

    /// <summary>Looks at an answer to a heartbeat.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="held">Attempts that are held.</param>
    public void Hear(HeartbeatResponse response, int held)
    {
        if (response.ServerVersion is { } version && version != _serverVersion)
        {
            _serverVersion = version;
            if (version != ownVersion)
            {
                logger.LogWarning(
                    "The server is version {ServerVersion}, this agent {AgentVersion}. It goes on as it is: nothing here upgrades itself. Bring the older one up to date when it suits you.",
                    version, ownVersion);
            }
        }

        if (response.GiveBack == _givesBack) return;
        _givesBack = response.GiveBack;
        if (_givesBack) logger.LogInformation("This node was put into maintenance: {Count} attempt(s) save their state and go back.", held);
        else logger.LogInformation("This node is out of maintenance.");
    }
}
