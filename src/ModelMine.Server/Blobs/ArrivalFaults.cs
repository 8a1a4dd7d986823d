using ModelMine.Server.Blobs.Places;

namespace ModelMine.Server.Blobs;

/// <summary>Turns what a disk does to an upload into answers that its sender can act on.</summary>
internal static class ArrivalFaults
{
    public static async Task<T> GuardAsync<T>(IArrival arrival, Func<IArrival, Task<T>> work)
    {
        try
        {
            return await work(arrival);
        }
        catch (IOException error) when (DiskFull.Is(error))
        {
            await arrival.RemoveAsync();
            throw Refusals.DiskFull();
        }
        catch (IOException error) when (BusyFile.Is(error))
        {
            throw Refusals.Busy();
        }
    }
}
