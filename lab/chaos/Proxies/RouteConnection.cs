using System.Net.Sockets;

namespace ModelMine.Chaos.Proxies;

/// <summary>One connection of a client, and the one to a server that it is joined to.</summary>
internal sealed class RouteConnection(Route route, Socket client) : IDisposable
{
    private readonly CancellationTokenSource _broken = new();
    private volatile bool _lost;
    private volatile Exchange? _exchange;
    private int _isBroken;

    /// <summary>Carries requests and answers until either side ends or the connection breaks.</summary>
    public async Task RunAsync()
    {
        Socket? server = null;
        try
        {
            await route.CarryAsync(_broken.Token);
            server = await route.ConnectAsync(_broken.Token);
            if (server is null) return;
            await using var toClient = new NetworkStream(client);
            await using var toServer = new NetworkStream(server);
            await await Task.WhenAny(CarryRequestsAsync(toClient, toServer), CarryAnswersAsync(toServer, toClient));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other hears of it below.
        }
        finally
        {
            _exchange?.Unanswered();
            Break();
            server?.Dispose();
        }
    }

    /// <summary>Resets the client's connection.</summary>
    public void Break()
    {
        if (Interlocked.Exchange(ref _isBroken, 1) != 0) return;
        client.LingerState = new LingerOption(true, 0);
        client.Dispose();
        try
        {
            _broken.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    /// <summary>Breaks the connection if something of it got lost.</summary>
    public void BreakIfItLost()
    {
        if (_lost) Break();
    }

    public void Dispose()
    {
        Break();
        _broken.Dispose();
    }

    private async Task CarryRequestsAsync(NetworkStream fromClient, NetworkStream toServer)
    {
        var reader = new RequestReader(fromClient);
        while (await reader.NextAsync(_broken.Token) is { } request)
        {
            await route.CarryAsync(_broken.Token);
            if (route.Weather.LosesRequests)
            {
                _lost = true;
                route.Exchanges.Lost(request.Kind);
                continue;
            }

            var exchange = route.Exchanges.Begin(request);
            if (route.TakeOrder(request.Kind) is { } order)
            {
                _ = Repetition.RunAsync(route, request, order);
                if (order.Later is not null) return;
            }

            _exchange = exchange;
            await toServer.WriteAsync(request.Bytes, _broken.Token);
        }
    }

    private async Task CarryAnswersAsync(NetworkStream fromServer, NetworkStream toClient)
    {
        var buffer = new byte[32 * 1024];
        while (await fromServer.ReadAsync(buffer, _broken.Token) is var read and > 0)
        {
            _exchange?.Heard(buffer.AsSpan(0, read));
            await route.CarryAsync(_broken.Token);
            if (route.Weather.LosesAnswers) _lost = true;
            if (!_lost) await toClient.WriteAsync(buffer.AsMemory(0, read), _broken.Token);
        }
    }
}
