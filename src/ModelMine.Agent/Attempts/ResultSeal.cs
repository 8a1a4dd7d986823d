using System.Security.Cryptography;
using ModelMine.Agent.Blobs;
using ModelMine.Agent.Telemetry;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;

namespace ModelMine.Agent.Attempts;

/// <summary>Puts the node's signature under a result, once what it says was checked and the weights are with the server.</summary>
/// <param name="parts">What every attempt works with.</param>
/// <param name="grant">The attempt.</param>
internal sealed class ResultSeal(AttemptParts parts, AttemptGrant grant)
{
    /// <summary>Checks, uploads and signs.</summary>
    /// <param name="weights">The weights' file.</param>
    /// <param name="result">What the trainer says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The signature.</returns>
    /// <exception cref="InvalidDataException">What the trainer says is not so.</exception>
    /// <exception cref="ApiException">The server does not take the weights.</exception>
    public async Task<string> UploadAndSignAsync(string weights, JobResult result, CancellationToken cancellationToken)
    {
        using var span = AttemptTrace.Stage("upload");
        await CheckAsync(weights, result, cancellationToken);
        var upload = new BlobUpload(parts.Api, parts.Calls, parts.Timings, parts.Time);
        await upload.SendAsync(weights, result.WeightsDigest, giveUp: static () => false, cancellationToken);
        try
        {
            return parts.Key.Sign(ResultStatement.ToBytes(grant.JobId, grant.AttemptId, parts.NodeId, grant.LeaseEpoch, result));
        }
        catch (CanonicalJsonException e)
        {
            throw new InvalidDataException($"the result cannot be signed: {e.Message}", e);
        }
    }

    private async Task CheckAsync(string weights, JobResult result, CancellationToken cancellationToken)
    {
        if (result.ConfigDigest != grant.ConfigDigest) throw new InvalidDataException("the trainer trained another config than it was given");
        await using var file = File.OpenRead(weights);
        if (file.Length != result.WeightsBytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != result.WeightsDigest)
            throw new InvalidDataException("the weights on disk are not those that the trainer names by size and SHA-256");
    }
}
