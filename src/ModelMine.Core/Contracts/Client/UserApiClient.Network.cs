using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace ModelMine.Core.Contracts.Client;

public sealed partial class UserApiClient
{
    /// <summary>Every node of the network.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<NodeView>>(Routes.Nodes, cancellationToken);

    /// <summary>Makes a code by which one machine can enrol.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<EnrolmentCode> CreateEnrolmentCodeAsync(CancellationToken cancellationToken = default) =>
        PostAsync<EnrolmentCode>(Routes.EnrolmentCodes, null, cancellationToken);

    /// <summary>Grants a node nothing more.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="mode">What becomes of what it trains.</param>
    /// <param name="seen">
    /// The <see cref="NodeView.MaintenanceVersion"/> that was seen: then the call can be repeated, and a copy of it that comes late changes
    /// nothing; refused with 412 when it was changed since. Null to change it whatever happened since.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<MaintenanceState> BeginMaintenanceAsync(string nodeId, MaintenanceMode mode, long? seen = null, CancellationToken cancellationToken = default) =>
        ChangeMaintenanceAsync(HttpMethod.Post, nodeId, new MaintenanceRequest(mode), seen, cancellationToken);

    /// <summary>Takes a node out of maintenance.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="seen">As for <see cref="BeginMaintenanceAsync"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<MaintenanceState> EndMaintenanceAsync(string nodeId, long? seen = null, CancellationToken cancellationToken = default) =>
        ChangeMaintenanceAsync(HttpMethod.Delete, nodeId, body: null, seen, cancellationToken);

    /// <summary>Figures of the network.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<NetworkView> NetworkAsync(CancellationToken cancellationToken = default) =>
        GetAsync<NetworkView>(Routes.Network, cancellationToken);

    /// <summary>A part of the ledger, newest block first.</summary>
    /// <param name="cursor"><see cref="Page{T}.Next"/> of the part before; null for the first.</param>
    /// <param name="limit">How many blocks at most; the server's choice when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<LedgerBlockView>> LedgerAsync(string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        GetAsync<Page<LedgerBlockView>>(Query(Routes.Ledger, ("cursor", cursor), ("limit", limit)), cancellationToken);

    /// <summary>Opens the whole ledger as a file (<see cref="LedgerExport"/>); the caller disposes the stream.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Stream> ExportLedgerAsync(CancellationToken cancellationToken = default)
    {
        var response = await _http.GetAsync(Routes.LedgerExport, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.ThrowIfProblemAsync(cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>Lets the server recompute its chain.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<LedgerVerification> VerifyLedgerAsync(CancellationToken cancellationToken = default) =>
        GetAsync<LedgerVerification>(Routes.LedgerVerify, cancellationToken);

    /// <summary>The ledger block of a completed job.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<LedgerBlockView> BlockAsync(string jobId, CancellationToken cancellationToken = default) =>
        GetAsync<LedgerBlockView>(Routes.Block(jobId), cancellationToken);

    private async Task<MaintenanceState> ChangeMaintenanceAsync(
        HttpMethod method, string nodeId, MaintenanceRequest? body, long? seen, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Routes.Maintenance(nodeId));
        if (body is not null) request.Content = JsonContent.Create(body, options: ModelMineJson.Options);
        if (seen is { } version) request.Headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{version}\"")));
        using var response = await _http.SendAsync(request, cancellationToken);
        return await response.ReadAsync<MaintenanceState>(cancellationToken);
    }
}
