using ModelMine.Core.Contracts;

namespace ModelMine.Server.Blobs;

/// <summary>Names the file that a job's weights are saved as.</summary>
internal static class WeightsFileName
{
    private const int LongestTitle = 60;

    /// <summary>The title in letters, digits and hyphens, then the id.</summary>
    public static string Of(JobSummary job)
    {
        var words = string.Concat(job.Title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        if (slug.Length > LongestTitle) slug = slug[..LongestTitle].TrimEnd('-');
        return slug.Length == 0 ? $"{job.Id}.safetensors" : $"{slug}-{job.Id}.safetensors";
    }
}
