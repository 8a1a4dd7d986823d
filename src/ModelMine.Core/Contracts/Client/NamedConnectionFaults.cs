using System.Net.Sockets;

namespace ModelMine.Core.Contracts.Client;

/// <summary>
/// Throws <see cref="HttpRequestException"/> for a connection that is reset in the moment in which it is made. The handler of
/// .NET asks the new socket for its other end outside of what it translates, and lets the <see cref="SocketException"/> of
/// that out (.NET 10), which nobody who calls over HTTP expects.
/// </summary>
/// <param name="inner">What makes the connections; disposed with this.</param>
public sealed class NamedConnectionFaults(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException fault)
        {
            throw new HttpRequestException(fault.Message, fault);
        }
    }
}
