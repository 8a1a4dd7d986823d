using System.Globalization;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Server.Ledger.Pages;

/// <summary>A block with what it says.</summary>
/// <param name="Block">The block.</param>
/// <param name="Data">What it binds; null when it is not the data of a completed job.</param>
public sealed record BlockStory(LedgerBlockView Block, CompletedJobData? Data)
{
    /// <summary>When it was made.</summary>
    public DateTimeOffset At => DateTimeOffset.Parse(Block.Timestamp, CultureInfo.InvariantCulture);

    /// <summary>Reads a block. One that cannot be read is still shown: hiding it would hide that something is wrong.</summary>
    /// <param name="block">The block.</param>
    public static BlockStory Read(LedgerBlockView block)
    {
        try
        {
            return new(block, CompletedJobData.Parse(block.Data));
        }
        catch (Exception error) when (error is JsonException or FormatException or CanonicalJsonException or LedgerDataException)
        {
            return new(block, null);
        }
    }
}
