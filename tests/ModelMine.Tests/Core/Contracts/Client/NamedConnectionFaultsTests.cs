using System.Net.Sockets;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Tests.Core.Contracts.Client;

/// <summary>A connection that is reset in the moment in which it is made.</summary>
public sealed class NamedConnectionFaultsTests
{
    [Fact]
    public async Task SocketFault_IsThrownAsWhatCallersExpect()
    {
        using var http = new HttpClient(new NamedConnectionFaults(new Resets())) { BaseAddress = UserApiClient.BaseAddress(new Uri("http://127.0.0.1:1")) };

        var fault = await Should.ThrowAsync<HttpRequestException>(new UserApiClient(http).NetworkAsync(TestContext.Current.CancellationToken));

        fault.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.NotConnected);
        fault.Message.ShouldBe(fault.InnerException.Message);
    }

    private sealed class Resets : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }
}
