using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary>The route that a fault strikes.</summary>
internal static class RouteFaults
{
    public static Route RouteOf(this Network network, FaultTarget target) =>
        target.Part == Part.UserRoute ? network.UserRoutes[target.Index] : network.Agents[target.Index].Route;

    /// <summary>Lets the weather be so for some time.</summary>
    public static async Task LastAsync(this Route route, Weather weather, TimeSpan time, CancellationToken cancellation)
    {
        route.Weather = weather;
        try
        {
            await Task.Delay(time, TimeProvider.System, cancellation);
        }
        finally
        {
            route.Weather = Weather.Fair;
        }
    }
}
