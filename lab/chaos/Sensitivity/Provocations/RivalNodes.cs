namespace ModelMine.Chaos.Sensitivity.Provocations;

/// <summary>Nodes that complete their jobs at the same instant, each at another server: only one of the blocks can be the next.</summary>
internal static class RivalNodes
{
    private const string Label = "rival";
    private const double BetweenRounds = 1;

    /// <summary>Does it over and over.</summary>
    public static async Task ProvokeAsync(Stage stage)
    {
        var nodes = new List<LabNode>();
        for (var node = 0; node < stage.Network.Settings.Servers; node++) nodes.Add(await stage.EnrolAsync(Label));
        while (true)
        {
            foreach (var _ in nodes) await stage.Owner.SubmitAsync(Label, stage.Stop);
            var grants = await Task.WhenAll(nodes.Select(node => stage.GrantAsync(node, ordinary => node.FinishAsync(ordinary, stage.Stop), Label)));
            var completions = await Task.WhenAll(nodes.Select((node, index) => node.PrepareAsync(grants[index], stage.Stop)));
            await Task.WhenAll(nodes.Select((node, index) => stage.OfferAsync("rival completion", () => node.CompleteAsync(index, grants[index], completions[index], stage.Stop))));
            foreach (var (node, grant) in nodes.Zip(grants)) await node.FinishAsync(grant, stage.Stop);
            await stage.PassAsync(BetweenRounds);
        }
    }
}
