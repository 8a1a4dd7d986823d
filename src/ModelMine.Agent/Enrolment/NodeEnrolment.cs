using Microsoft.Extensions.Logging;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;

namespace ModelMine.Agent.Enrolment;

/// <summary>Makes this machine a node, once; after that it reads who it is.</summary>
/// <param name="folder">Where identity and key lie.</param>
/// <param name="api">The server.</param>
/// <param name="calls">Asks until answered.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class NodeEnrolment(AgentFolder folder, NodeApiClient api, PatientCalls calls, TimeProvider time, ILogger<NodeEnrolment> logger)
{
    private const int LongestName = 60;

    /// <summary>Reads the identity, or enrols with the code.</summary>
    /// <param name="options">Server, code and name.</param>
    /// <param name="facts">What the machine is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Who this node is, and its key; the caller disposes of the key.</returns>
    /// <exception cref="AgentFailure">There is no code, or it is not good; or a file is not right.</exception>
    public async Task<(NodeIdentity Identity, NodeKey Key)> SignInAsync(RunOptions options, NodeFacts facts, CancellationToken cancellationToken)
    {
        var known = NodeIdentity.Load(folder.IdentityFile);
        if (known is null && string.IsNullOrWhiteSpace(options.Code)) throw NoCode(options.Server);
        var key = LoadKey(mustExist: known is not null);
        try
        {
            var identity = known ?? await EnrolAsync(options, options.Code!.Trim(), key.PublicKey, facts, cancellationToken);
            api.SignInWith(identity.Token);
            return (identity, key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private async Task<NodeIdentity> EnrolAsync(
        RunOptions options, string code, string publicKey, NodeFacts facts, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrWhiteSpace(options.Name) ? facts.HostName : options.Name.Trim();
        var request = new EnrolRequest(code, name.Length > LongestName ? name[..LongestName] : name, publicKey, facts);
        try
        {
            var answer = await calls.UntilAnsweredAsync(token => api.EnrolAsync(request, token), cancellationToken);
            var identity = new NodeIdentity(answer.NodeId, answer.Token, request.Name, options.Server, time.GetUtcNow());
            identity.Save(folder.IdentityFile);
            logger.LogInformation("Enrolled as {NodeId} ({Name}) at {Server}.", identity.NodeId, identity.Name, options.Server);
            return identity;
        }
        catch (ApiException refusal)
        {
            throw new AgentFailure(AgentExit.NotEnrolled, $"The server at {options.Server} did not let this machine join. {refusal.Message}", refusal);
        }
    }

    private NodeKey LoadKey(bool mustExist)
    {
        try
        {
            if (mustExist || File.Exists(folder.KeyFile)) return NodeKey.Load(folder.KeyFile);
            var key = NodeKey.Create();
            key.Save(folder.KeyFile);
            return key;
        }
        catch (NodeKeyException e)
        {
            throw new AgentFailure(AgentExit.Environment, e.Message, e);
        }
    }

    private static AgentFailure NoCode(Uri server) => new(
        AgentExit.NotEnrolled,
        $"This machine has not joined {server} yet, and there is no join code. Someone with an account there makes one with `modelmine nodes add` "
        + $"or on the page /network; then start the agent with {RunOptions.CodeVariable} set to it, or with --code.");
}
