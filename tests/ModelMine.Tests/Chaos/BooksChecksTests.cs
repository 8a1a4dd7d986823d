using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Chaos.Checks.Leases;
using ModelMine.Chaos.Checks.Ledger;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Chaos;

/// <summary>A check that cannot go red proves nothing: each one finds what is planted for it, and finds nothing where nothing is.</summary>
/// <param name="story">The database.</param>
public abstract class BooksChecksTests(ToldStory story)
{
    public sealed class OnSqlite(ToldStory.OnSqlite story) : BooksChecksTests(story), IClassFixture<ToldStory.OnSqlite>;

    public sealed class OnPostgres(ToldStory.OnPostgres story) : BooksChecksTests(story), IClassFixture<ToldStory.OnPostgres>;

    private static IReadOnlyList<BooksCheck> Checks => [.. AllChecks.Create().OfType<BooksCheck>()];

    [Fact]
    public async Task NothingPlanted_NothingIsFound() =>
        (await story.WithAsync("", async books =>
        {
            var found = new List<Violation>();
            foreach (var check in Checks.Where(check => !check.OnlyInTheEnd)) found.AddRange(await check.FindAsync(books, CancellationToken.None));
            return found;
        })).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Plants.All), MemberType = typeof(Plants))]
    public async Task Planted_IsFound(string check, string plant)
    {
        var looking = Checks.Single(one => one.GetType().Name == check);

        var found = await story.WithAsync(plant, books => looking.FindAsync(books, CancellationToken.None));

        found.ShouldNotBeEmpty();
        found.ShouldAllBe(violation => violation.Invariant == looking.Invariant && violation.Ids.Count > 0);
        check[..2].ShouldBe(looking.Invariant);
    }

    [Fact]
    public void EachCheck_HasSomethingPlantedForIt() =>
        Checks.Select(check => check.GetType().Name).Distinct().Except(Plants.All.Select(plant => plant.Data.Item1)).ShouldBe([nameof(G5TamperingIsFound)]);

    [Theory]
    [InlineData("", false)]
    [InlineData("UPDATE attempts SET ended_at = started_at + 1000 WHERE job_id = {lost} AND number = 1", true)]
    public async Task Lease_TakenBeforeItsTime_IsFound(string plant, bool isFound) =>
        (await story.WithAsync(plant, books => new L4NeverTakenEarly().FindAsync(books, leaseSeconds: 30, CancellationToken.None))).Any().ShouldBe(isFound);

    /// <summary>A verifier that follows the links and recomputes nothing.</summary>
    [Fact]
    public async Task Verifier_ThatOverlooksForgeries_IsFound()
    {
        static LedgerVerification Careless(IEnumerable<LedgerBlockView> blocks) =>
            blocks.Aggregate((Valid: true, Head: BlockHash.Zero), (chain, block) => (chain.Valid && block.PrevHash == chain.Head, block.Hash)) is { Valid: true }
                ? new(true, 0, "", null)
                : new(false, 0, "", "the links are broken");

        var found = await story.WithAsync("", books => new G5TamperingIsFound(Careless).FindAsync(books, CancellationToken.None));

        found.Single().Ids.ShouldContain("data of block 1");
    }
}
