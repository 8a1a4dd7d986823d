using Microsoft.EntityFrameworkCore;
using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Server.Data;

namespace ModelMine.Tests.Server;

/// <summary>The invariants of the design, checked on a whole database by the checks that the chaos runs use.</summary>
internal static class Invariants
{
    /// <summary>Every one that the database alone shows and that holds at any moment.</summary>
    public static async Task ShouldHoldAsync(ModelMineDb database)
    {
        await database.Database.OpenConnectionAsync();
        foreach (var check in AllChecks.Create().OfType<BooksCheck>().Where(check => !check.OnlyInTheEnd))
            (await check.FindAsync(database.Database.GetDbConnection(), CancellationToken.None)).ShouldBeEmpty();
    }
}
