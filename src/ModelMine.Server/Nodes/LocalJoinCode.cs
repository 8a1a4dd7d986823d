using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>Leaves a fresh join code where only an agent on this machine, of this user, can read it.</summary>
internal sealed class LocalJoinCode(EnrolmentCodes codes, IOptions<ModelMineOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.LocalJoinCodeFile is not { Length: > 0 } file) return;
        var code = await codes.CreateAsync(userId: null, cancellationToken);
        await PrivateFile.WriteAsync(file, code.Code, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
