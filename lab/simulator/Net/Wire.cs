using ModelMine.Simulator.Kernel;

namespace ModelMine.Simulator.Net;

/// <summary>A process's connection to the network, as HTTP clients want it.</summary>
/// <param name="network">The network.</param>
/// <param name="from">The process.</param>
internal sealed class Wire(SimulatedNetwork network, Actor from) : HttpMessageHandler
{
    /// <summary>A client that shows who it is.</summary>
    /// <param name="network">The network.</param>
    /// <param name="from">The process.</param>
    /// <param name="caller">A node's or a user's id.</param>
    public static HttpClient Open(SimulatedNetwork network, Actor from, string caller) => new(new Wire(network, from))
    {
        BaseAddress = new Uri("http://balancer/api/"),
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new("Bearer", caller) },
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var call = new Call(from, request.Method.Method, request.RequestUri!.AbsolutePath["/api/".Length..], request.Headers, body);
        await using var gaveUp = cancellationToken.UnsafeRegister((_, token) => call.HangUp(token), null);
        network.Send(call);
        var response = await call.Answer.Task;
        response.RequestMessage = request;
        return response;
    }
}
