namespace ModelMine.Chaos.Sensitivity.Provocations;

/// <summary>
/// A node that falls silent for longer than its lease and then goes on as if nothing had happened, while another node holds the
/// job: every write that it offers then must be refused.
/// </summary>
internal static class StubbornNode
{
    private const string Label = "stubborn";
    private const int Tries = 5;

    /// <summary>Does it over and over.</summary>
    public static async Task ProvokeAsync(Stage stage)
    {
        var owner = stage.Owner;
        var (first, second) = (await stage.EnrolAsync(Label), await stage.EnrolAsync(Label));
        while (true)
        {
            await owner.SubmitAsync(Label, stage.Stop);
            var stale = await stage.GrantAsync(first, ordinary => first.FinishAsync(ordinary, stage.Stop), Label);
            var completion = await first.PrepareAsync(stale, stage.Stop);
            await stage.PassAsync(stage.Network.Settings.LeaseSeconds + (2 * stage.Network.Settings.SweepSeconds));
            var held = await stage.GrantAsync(second, ordinary => second.FinishAsync(ordinary, stage.Stop), Label);
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                await second.HeartbeatAsync([held], stage.Stop);
                await stage.OfferAsync("stale report", () => first.ReportAsync(attempt, stale, attempt + 1, stage.Stop));
                await stage.OfferAsync("stale completion", () => first.CompleteAsync(attempt, stale, completion, stage.Stop));
            }

            await second.FinishAsync(held, stage.Stop);
        }
    }
}
