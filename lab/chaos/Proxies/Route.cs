using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ModelMine.Chaos.Proxies;

/// <summary>
/// The way from one client to the servers: a port of its own, from which each connection goes to the next server that takes it, as
/// behind a load balancer. It understands requests, so that it can lose, repeat and delay them.
/// </summary>
internal sealed class Route : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<RouteConnection, bool> _connections = [];
    private readonly ConcurrentDictionary<RequestKind, ConcurrentQueue<RepeatOrder>> _orders = [];
    private readonly IReadOnlyList<int> _servers;
    private readonly Task _accepting;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Weather _weather = Weather.Fair;
    private int _next;

    /// <summary>Opens a route.</summary>
    /// <param name="servers">Ports of the servers.</param>
    /// <param name="exchanges">Hears what is asked and answered.</param>
    public Route(IReadOnlyList<int> servers, Exchanges exchanges)
    {
        (_servers, Exchanges) = (servers, exchanges);
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public Exchanges Exchanges { get; }

    /// <summary>What it does to what it carries. When it changes, connections that lost something break.</summary>
    public Weather Weather
    {
        get => _weather;
        set
        {
            _weather = value;
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            foreach (var connection in _connections.Keys) connection.BreakIfItLost();
        }
    }

    /// <summary>Resets every connection.</summary>
    public void Reset()
    {
        foreach (var connection in _connections.Keys) connection.Break();
    }

    /// <summary>Has the next request of a kind repeated.</summary>
    public void Repeat(RepeatOrder order) => _orders.GetOrAdd(order.Kind, _ => []).Enqueue(order);

    /// <summary>What shall happen to a request of a kind; null for nothing.</summary>
    public RepeatOrder? TakeOrder(RequestKind kind) => _orders.TryGetValue(kind, out var orders) && orders.TryDequeue(out var order) ? order : null;

    /// <summary>Waits while the weather holds everything, and for as long as it delays each piece.</summary>
    public async Task CarryAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (!_weather.Holds) break;
            await changed.WaitAsync(cancellation);
        }

        if (_weather.Delay > TimeSpan.Zero) await Task.Delay(_weather.Delay, TimeProvider.System, cancellation);
    }

    /// <summary>Connects to the next server that takes the connection; null when none does.</summary>
    public async Task<Socket?> ConnectAsync(CancellationToken cancellation)
    {
        for (var tries = 0; tries < _servers.Count; tries++)
        {
            var port = _servers[(int)((uint)Interlocked.Increment(ref _next) % _servers.Count)];
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        Reset();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                client.NoDelay = true;
                var connection = new RouteConnection(this, client);
                _connections[connection] = true;
                _ = RunAsync(connection);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The run is over.
        }
    }

    private async Task RunAsync(RouteConnection connection)
    {
        using (connection) await connection.RunAsync();
        _connections.TryRemove(connection, out _);
    }
}
