using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Ledger;

/// <summary>The ledger is public: anyone can read it, take it away, and check it.</summary>
public static class LedgerApi
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder api)
    {
        var ledger = api.MapGroup("").WithTags("Ledger").AllowAnonymous();
        ledger.MapGet(Routes.Ledger, List).WithSummary("Blocks, newest first.");
        ledger.MapGet(Routes.LedgerExport, Export).Produces<LedgerExport>(200, "application/json").WithSummary("The whole ledger as a file, to be verified anywhere.");
        ledger.MapGet(Routes.LedgerVerify, Verify).WithSummary("Recomputes the whole chain.");
        ledger.MapGet(Routes.Block("{id}"), OfJob).WithSummary("The block of a completed job; with download=true as a file.");
        return api;
    }

    private static async Task<Ok<Page<LedgerBlockView>>> List(
        LedgerQueries ledger, CancellationToken cancellation, string? cursor = null, int limit = 50) =>
        TypedResults.Ok(await ledger.ListAsync(cursor, limit, cancellation));

    private static PushStreamHttpResult Export(LedgerQueries ledger, CancellationToken cancellation) =>
        TypedResults.Stream(
            body => JsonSerializer.SerializeAsync(
                body, new StreamedExport(LedgerExport.CurrentFormat, ledger.ExportAsync(cancellation)), ModelMineJson.Options, cancellation),
            "application/json", "modelmine-ledger.json");

    private static async Task<Ok<LedgerVerification>> Verify(LedgerQueries ledger, CancellationToken cancellation) =>
        TypedResults.Ok(await ledger.VerifyAsync(cancellation));

    private static async Task<Ok<LedgerBlockView>> OfJob(
        string id, LedgerQueries ledger, HttpResponse response, CancellationToken cancellation, bool download = false)
    {
        var block = await ledger.OfJobAsync(id, cancellation) ?? throw RefusedException.NotFound("block");
        if (download) response.Headers.ContentDisposition = $"attachment; filename=\"modelmine-block-{block.Height}.json\"";
        return TypedResults.Ok(block);
    }

    /// <summary>A <see cref="LedgerExport"/> that is written while it is read.</summary>
    private sealed record StreamedExport(string Format, IAsyncEnumerable<LedgerBlockView> Blocks);
}
