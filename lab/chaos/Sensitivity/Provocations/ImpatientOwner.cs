using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Sensitivity.Provocations;

/// <summary>An owner who cancels a job at every server at once, and then once more: it must be refunded once.</summary>
internal static class ImpatientOwner
{
    private const string Label = "nobody";
    private const double BetweenRounds = 2;

    /// <summary>Does it over and over.</summary>
    public static async Task ProvokeAsync(Stage stage)
    {
        while (true)
        {
            var jobId = await stage.Owner.SubmitAsync(Label, stage.Stop);
            for (var again = 0; again < 2; again++)
                await Task.WhenAll(stage.Owner.Servers.Select(server => stage.OfferAsync("repeated cancel", async () =>
                {
                    var answer = await server.CancelAsync(jobId, stage.Stop);
                    stage.Network.Record.Cancels.Enqueue(new AcknowledgedCancel(jobId, answer.Status.ToString().ToUpperInvariant(), TimeProvider.System.GetUtcNow()));
                })));
            await stage.PassAsync(BetweenRounds);
        }
    }
}
