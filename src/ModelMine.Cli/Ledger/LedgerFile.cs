using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Ledger;

/// <summary>A file to verify: a whole export, or a single block, alone or inside a receipt.</summary>
/// <param name="Export">The whole ledger, or null.</param>
/// <param name="Block">The single block, or null.</param>
internal sealed record LedgerFile(LedgerExport? Export, LedgerBlockView? Block)
{
    public IReadOnlyList<LedgerBlockView> Blocks => Export?.Blocks ?? (Block is null ? [] : [Block]);

    public static async Task<LedgerFile> ReadAsync(string name, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (name != "-" && !File.Exists(name)) throw new CliFailure(ExitCode.NotFound, $"There is no file {name}.");
        var text = name == "-" ? await surroundings.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(name, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement) ?? throw new CliFailure(
                ExitCode.NotVerified, $"{name} is neither a ledger export nor a block.", $"Get one with: {surroundings.Program} ledger export -o FILE");
        }
        catch (JsonException e)
        {
            throw new CliFailure(ExitCode.NotVerified, $"{name} cannot be read as a ledger: {e.Message}");
        }
    }

    private static LedgerFile? Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object) return null;
        if (root.TryGetProperty("blocks", out _)) return new(root.Deserialize<LedgerExport>(ModelMineJson.Options), null);
        if (root.TryGetProperty("block", out var block)) return new(null, block.Deserialize<LedgerBlockView>(ModelMineJson.Options));
        return root.TryGetProperty("prevHash", out _) ? new(null, root.Deserialize<LedgerBlockView>(ModelMineJson.Options)) : null;
    }
}
