namespace ModelMine.Core.Contracts;

/// <summary>Paths of the API, relative to <c>/api</c> on the web port and to the root of the API port.</summary>
public static class Routes
{
    /// <summary>POST: make an account and sign in.</summary>
    public const string SignUp = "auth/signup";

    /// <summary>POST: sign in.</summary>
    public const string Login = "auth/login";

    /// <summary>POST: sign out.</summary>
    public const string Logout = "auth/logout";

    /// <summary>GET: who is signed in.</summary>
    public const string Me = "auth/me";

    /// <summary>GET, POST: personal access tokens; DELETE <c>{id}</c> revokes one.</summary>
    public const string AccessTokens = "auth/tokens";

    /// <summary>GET: balance and movements.</summary>
    public const string Wallet = "wallet";

    /// <summary>GET (<c>status</c>, <c>cursor</c>, <c>limit</c>), POST: jobs.</summary>
    public const string Jobs = "jobs";

    /// <summary>GET: one job.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Job(string id) => $"jobs/{id}";

    /// <summary>POST: call a job off.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Cancel(string id) => $"jobs/{id}/cancel";

    /// <summary>POST: submit a finished job's config anew.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Retry(string id) => $"jobs/{id}/retry";

    /// <summary>GET: server-sent events, resumable by <c>Last-Event-ID</c>; with <c>Accept: application/json</c> and <c>after</c>, a list.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Events(string id) => $"jobs/{id}/events";

    /// <summary>GET (<c>maxPoints</c>): the job's curves.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Metrics(string id) => $"jobs/{id}/metrics";

    /// <summary>GET (<c>after</c>, <c>limit</c>): the job's log.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Logs(string id) => $"jobs/{id}/logs";

    /// <summary>GET: the trained weights, safetensors.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Weights(string id) => $"jobs/{id}/weights";

    /// <summary>POST (a <see cref="TryRequest"/>): use the trained model; answers by server-sent events, a <see cref="TryOutput"/> each.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Try(string id) => $"jobs/{id}/try";

    /// <summary>GET: the job's ledger block.</summary>
    /// <param name="id">Id of the job.</param>
    public static string Block(string id) => $"jobs/{id}/block";

    /// <summary>GET: the job config's JSON Schema.</summary>
    public const string ConfigSchema = "config-schema";

    /// <summary>GET: every node.</summary>
    public const string Nodes = "nodes";

    /// <summary>POST: a new enrolment code.</summary>
    public const string EnrolmentCodes = "nodes/codes";

    /// <summary>POST: enrol (also at <c>nodes/register</c>).</summary>
    public const string Enrol = "nodes/enrol";

    /// <summary>POST (a <see cref="MaintenanceRequest"/>): grants the node nothing more; DELETE: takes that back.</summary>
    /// <param name="nodeId">The node.</param>
    public static string Maintenance(string nodeId) => $"nodes/{nodeId}/maintenance";

    /// <summary>POST: heartbeat.</summary>
    public const string Heartbeat = "nodes/heartbeat";

    /// <summary>POST: ask for work, held open.</summary>
    public const string Claim = "nodes/claim";

    /// <summary>POST: wait for an attempt to be lost, held open.</summary>
    public const string Watch = "nodes/watch";

    /// <summary>POST: a write of an attempt.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="verb"><c>report</c>, <c>snapshot</c>, <c>complete</c>, <c>fail</c>, <c>release</c>.</param>
    public static string Attempt(string attemptId, string verb) => $"nodes/attempts/{attemptId}/{verb}";

    /// <summary>POST: ask for a request to a trained model, held open.</summary>
    public const string ClaimTry = "nodes/tries/claim";

    /// <summary>POST: pieces of a model's answer.</summary>
    /// <param name="tryId">The request.</param>
    public static string TryOutput(string tryId) => $"nodes/tries/{tryId}/output";

    /// <summary>GET: the weights that a request is about (ranges allowed).</summary>
    /// <param name="tryId">The request.</param>
    public static string TryWeights(string tryId) => $"nodes/tries/{tryId}/weights";

    /// <summary>
    /// HEAD: 200 when the blob is complete, else 404, with <c>Upload-Offset</c> (bytes received so far) either way.
    /// PATCH (<c>Upload-Offset</c> header, body = next bytes, <c>Upload-Length</c> = size of all): append; 204 with the new
    /// <c>Upload-Offset</c>; 409 with the true one when it differs; 422 when all bytes are there and their SHA-256 is another.
    /// GET: the bytes (ranges allowed).
    /// </summary>
    /// <param name="digest">SHA-256, lower-case hex.</param>
    public static string Blob(string digest) => $"nodes/blobs/{digest}";

    /// <summary>GET, POST: data sets.</summary>
    public const string Datasets = "datasets";

    /// <summary>GET, DELETE: one data set.</summary>
    /// <param name="name">Its name; <c>name@2</c> is its second version.</param>
    public static string Dataset(string name) => $"datasets/{Uri.EscapeDataString(name)}";

    /// <summary>GET: the first samples of a data set.</summary>
    /// <param name="name">Its name.</param>
    public static string DatasetPreview(string name) => $"{Dataset(name)}/preview";

    /// <summary>GET: how the values of a data set are spread.</summary>
    /// <param name="name">Its name.</param>
    public static string DatasetStatistics(string name) => $"{Dataset(name)}/statistics";

    /// <summary>HEAD, PATCH: upload a file for a data set, as for <see cref="Blob"/>; what is complete is kept for a day.</summary>
    /// <param name="digest">SHA-256, lower-case hex.</param>
    public static string DatasetUpload(string digest) => $"datasets/uploads/{digest}";

    /// <summary>GET: figures of the network.</summary>
    public const string Network = "network";

    /// <summary>GET (<c>cursor</c>, <c>limit</c>): blocks, newest first.</summary>
    public const string Ledger = "ledger";

    /// <summary>GET: the whole ledger as a file.</summary>
    public const string LedgerExport = "ledger/export";

    /// <summary>GET: the server recomputes its chain.</summary>
    public const string LedgerVerify = "ledger/verify";

    /// <summary>GET: alive. <c>health/ready</c>: can serve.</summary>
    public const string Health = "health";

    /// <summary>SignalR hub; call <c>Follow(jobId, afterSeq)</c>, receive <c>job:{jobId}:progress</c>.</summary>
    public const string LiveHub = "hubs/live";
}
