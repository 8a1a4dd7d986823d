using System.Net.Sockets;
using System.Text;

namespace ModelMine.Chaos.Proxies;

/// <summary>Sends a copy of a request on a connection of its own.</summary>
internal static class Repetition
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends the copy when the order says, and tells the order what was answered.</summary>
    public static async Task RunAsync(Route route, HttpRequestBytes request, RepeatOrder order)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            if (order.Later is { } later) await Task.Delay(later, TimeProvider.System, patience.Token);
            using var server = await route.ConnectAsync(patience.Token);
            if (server is null)
            {
                order.Complete($"{request.Kind}: no server took the copy");
                return;
            }

            var exchange = route.Exchanges.Begin(request);
            await using var stream = new NetworkStream(server);
            await stream.WriteAsync(request.Bytes, patience.Token);
            var buffer = new byte[16 * 1024];
            var read = await stream.ReadAsync(buffer, patience.Token);
            exchange.Heard(buffer.AsSpan(0, read));
            order.Granted = request.Kind == RequestKind.Claim && buffer.AsSpan(0, read).IndexOf("\"attemptId\""u8) >= 0;
            order.Complete($"{request.Kind}: {Encoding.ASCII.GetString(buffer, 0, Math.Min(read, 12))}");
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            order.Complete($"{request.Kind}: no answer to the copy ({error.GetType().Name})");
        }
    }
}
