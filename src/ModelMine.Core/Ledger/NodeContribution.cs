namespace ModelMine.Core.Ledger;

/// <summary>What a node put into a completed job and got for it, as a block binds it.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="PublicKey">Its Ed25519 public key, base64 of 32 bytes.</param>
/// <param name="Steps">Optimizer steps that it made for the job.</param>
/// <param name="Reward">Tokens that it earned.</param>
public sealed record NodeContribution(string NodeId, string PublicKey, long Steps, long Reward);
