using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs;

internal static class Refusals
{
    public static RefusedException TooLarge(int limitMiB) => new(
        413, "blob_too_large", $"The file is larger than the {limitMiB} MiB that this server takes.",
        "Train a smaller model, or ask whoever runs the server to raise LargestBlobMiB.");

    public static RefusedException TooManyBytes(long length) => new(
        400, "too_many_bytes", $"More bytes came than the {length} that were announced as Upload-Length.", "Ask for the offset with HEAD, and go on from there.");

    public static RefusedException WrongDigest(string found) => new(
        422, "wrong_digest", $"The bytes have the SHA-256 {found}, not the one in the address; they were removed.", "Upload them again from the start.");

    public static RefusedException DiskFull() => new(
        507, "disk_full", "The server's disk is full; this upload was removed to make room.",
        "Whoever runs the server must free disk space. Then upload again from the start.");

    public static RefusedException Busy() => new(
        503, "upload_busy", "Another server is just receiving a piece of this upload.", "Ask for the offset with HEAD in a second, and go on from there.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static RefusedException Unreachable(string reason) => new(
        503, "blob_store_unavailable", $"The store of files does not answer: {reason}", "Nothing was lost. Try again in a few seconds.")
    {
        RetryAfter = TimeSpan.FromSeconds(3),
    };

    public static RefusedException BadHeaders() => new(
        400, "bad_upload_headers", "Upload-Offset and Upload-Length must both be given, as whole numbers from 0, the offset not beyond the length.",
        "Ask for the offset with HEAD first.");

    public static RefusedException NoWeights() => new(
        409, "no_weights", "This job has no weights.", "Only a completed job has; watch it until it is.");
}
