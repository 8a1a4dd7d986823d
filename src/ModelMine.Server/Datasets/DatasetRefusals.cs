using ModelMine.Core.Datasets;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Datasets;

internal static class DatasetRefusals
{
    public static RefusedException TooLarge(int limitMiB) => new(
        413, "dataset_too_large", $"The file is larger than the {limitMiB} MiB that this server takes of a data set.",
        "Give less data, or ask whoever runs the server to raise LargestDatasetMiB.");

    public static RefusedException NotUploaded(string digest) => new(
        422, "file_missing", $"The file with SHA-256 {digest} has not arrived whole.", "Upload it first, then send this again.");

    public static RefusedException BadName(string reason) => new(400, "bad_name", reason, "Send another name.");

    public static RefusedException BadFiles(string reason) => new(400, "bad_files", reason, "Send the names and digests of the files that were uploaded.");

    public static RefusedException Unreadable(DatasetException error) => new(
        422, "unreadable_dataset", error.Message, "Mend the file, and upload it again.");

    public static RefusedException TooSlow(TimeSpan longest) => new(
        422, "unreadable_dataset", $"Reading the files through took longer than {longest.TotalMinutes:0} minutes.", "Give less data, or smaller images, in several data sets.");

    public static RefusedException TooMany(int most) => new(
        409, "too_many_datasets", $"You have {most} data sets and versions, as many as one user may.", "Remove some that you need no more.");

    public static RefusedException InUse(string name, string jobId) => new(
        409, "dataset_in_use", $"{name} is in use: {jobId} is pending or running on it.", "Wait for the job's end, or cancel it, and remove the data set then.");

    public static RefusedException Gone(string name) => new(
        409, "dataset_removed", $"{name} was removed meanwhile.", "Name another data set in the config.");

    public static RefusedException OfTheCatalog(string name) => new(
        409, "catalog_dataset", $"{name} is one of the catalog's data sets, which nobody removes.", "Only your own can be removed.");
}
