namespace ModelMine.Core.Contracts.Client;

public sealed partial class UserApiClient
{
    /// <summary>The catalog, and the user's own data sets in their newest versions.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<DatasetSummary>> DatasetsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<IReadOnlyList<DatasetSummary>>(Routes.Datasets, cancellationToken);

    /// <summary>One data set.</summary>
    /// <param name="name">Its name; without a version, the newest.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DatasetDetail> DatasetAsync(string name, CancellationToken cancellationToken = default) =>
        GetAsync<DatasetDetail>(Routes.Dataset(name), cancellationToken);

    /// <summary>The first samples of a data set, and how its values are spread.</summary>
    /// <param name="name">Its name; without a version, the newest.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DatasetPreview> DatasetPreviewAsync(string name, CancellationToken cancellationToken = default) =>
        GetAsync<DatasetPreview>(Routes.DatasetPreview(name), cancellationToken);

    /// <summary>Makes a data set of files that were uploaded.</summary>
    /// <param name="request">Its name and files.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DatasetDetail> AddDatasetAsync(AddDatasetRequest request, CancellationToken cancellationToken = default) =>
        PostAsync<DatasetDetail>(Routes.Datasets, request, cancellationToken);

    /// <summary>Removes a data set.</summary>
    /// <param name="name">Its name: one version, or without a version all of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RemoveDatasetAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, Routes.Dataset(name), cancellationToken);

    /// <summary>Asks how much of a file the server has of this user.</summary>
    /// <param name="digest">SHA-256 of the file, lower-case hex.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<BlobState> DatasetUploadStateAsync(string digest, CancellationToken cancellationToken = default) =>
        _http.UploadStateAsync(Routes.DatasetUpload(digest), cancellationToken);

    /// <summary>Appends bytes to a file.</summary>
    /// <param name="digest">SHA-256 of the whole file, lower-case hex.</param>
    /// <param name="offset">Bytes that the server has already.</param>
    /// <param name="length">Size of the whole file.</param>
    /// <param name="bytes">The next bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes that the server has now.</returns>
    public Task<long> AppendDatasetUploadAsync(string digest, long offset, long length, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        _http.AppendUploadAsync(Routes.DatasetUpload(digest), offset, length, bytes, cancellationToken);
}
