using System.Data.Common;
using System.Text.Json;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Core.Ledger;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>What blocks bind has one text each: it is canonical, and no two blocks have the same.</summary>
internal sealed class G6OneTextEach : BooksCheck
{
    /// <inheritdoc/>
    public override string Invariant => "G6";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        var ambiguous = new Sightings(Invariant, "A block's data is not canonical, or is another block's as well");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in await StoredChain.ReadAsync(books, cancellation))
            if (!seen.Add(block.Data) || !IsCanonical(block.Data))
                ambiguous.Add($"height {block.Height}");
        return ambiguous.ToViolations();
    }

    private static bool IsCanonical(string data)
    {
        try
        {
            return CanonicalJson.Serialize(JsonElement.Parse(data)) == data;
        }
        catch (Exception error) when (error is JsonException or CanonicalJsonException)
        {
            return false;
        }
    }
}
