using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Core.Ledger;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Jobs;

/// <summary>A submitted job whose every field was checked.</summary>
internal sealed record NewJob(string Title, string? Description, JsonElement Config, EffectiveConfig Effective, long TokenStake, int Priority, JobRequires? Requires)
{
    private const int LongestTitle = 120;
    private const int LongestDescription = 4000;
    private const long LargestStake = 1_000_000;
    private const int LongestKey = 200;

    /// <summary>Checks a request as a whole; refuses it with every problem at once.</summary>
    public static NewJob From(SubmitJobRequest request, string? idempotencyKey, IDatasetLookup datasets)
    {
        var problems = new List<ProblemItem>();
        var title = request.Title?.Trim() ?? "";
        if (title.Length is 0 or > LongestTitle) problems.Add(new("$.title", $"Give the job a title of 1 to {LongestTitle} characters."));
        if (request.Description?.Length > LongestDescription) problems.Add(new("$.description", $"At most {LongestDescription} characters."));
        var stake = request.TokenStake ?? 100;
        if (stake is < 1 or > LargestStake) problems.Add(new("$.tokenStake", $"A whole number from 1 to {LargestStake}."));
        var priority = request.Priority ?? 50;
        if (priority is < 1 or > 99) problems.Add(new("$.priority", "A whole number from 1 (last) to 99 (first)."));
        if (idempotencyKey is { Length: 0 or > LongestKey }) problems.Add(new("Idempotency-Key", $"A header of 1 to {LongestKey} characters."));

        if (request.Requires is { } asked) problems.AddRange(JobRequiresRules.WhyNot(asked));
        var parsed = JobConfigParser.Parse(request.Config, "$.config", datasets);
        problems.AddRange(parsed.Problems);
        if (problems.Count > 0 || parsed.Config is null)
            throw new RefusedException(400, "invalid_job", Headline(problems.Count), "Mend what is listed, and submit again.", problems);
        var requires = request.Requires is { IsEmpty: false } some ? some : null;
        if (parsed.Config.Text("device") == JobRequires.Cuda) requires = (requires ?? new()) with { Device = JobRequires.Cuda };
        return new NewJob(title, request.Description?.Trim(), request.Config.Clone(), parsed.Config, stake, priority, requires);
    }

    /// <summary>SHA-256 of what was asked for: the same for the same job, however its JSON was laid out.</summary>
    public string Digest()
    {
        var config = CanonicalJson.Serialize(Config);
        object?[] parts = [Title, Description, config, TokenStake, Priority];
        var whole = JsonSerializer.Serialize(RequiresJson is { } requires ? [.. parts, requires] : parts);
        return Hash(whole);
    }

    /// <summary>What it asks of its node: the same text for the same demands.</summary>
    private string? RequiresJson => Requires is null ? null : JsonSerializer.Serialize(Requires, ModelMineJson.Options);

    /// <summary>What is known of the data set, when it is the owner's own.</summary>
    public DatasetFacts? OwnData => Effective.Data is { } data && DatasetCatalog.FindEntry(data.Name) is null ? data : null;

    public Job ToStored(string id, string userId, string? datasetId, DateTimeOffset now, int maxAttempts, double ageingSeconds, string? traceParent) => new()
    {
        Id = id,
        UserId = userId,
        Title = Title,
        Description = string.IsNullOrEmpty(Description) ? null : Description,
        Config = Config.GetRawText(),
        EffectiveConfig = Effective.Json.GetRawText(),
        ConfigDigest = Effective.Digest,
        ModelType = Effective.ModelType,
        Dataset = Effective.Dataset,
        DatasetId = datasetId,
        DatasetFacts = OwnData is { } own ? JsonSerializer.Serialize(own, ModelMineJson.Options) : null,
        MemoryMiB = Effective.MemoryMiB,
        TokenStake = TokenStake,
        Priority = Priority,
        RankedAt = now - TimeSpan.FromSeconds(Priority * ageingSeconds),
        Requires = RequiresJson,
        Lane = RequiresJson is { } requires ? $"{userId}#{Hash(requires)[..16]}" : userId,
        Status = JobStatus.Pending,
        CreatedAt = now,
        NotBefore = now,
        MaxAttempts = maxAttempts,
        LastEventSeq = 1,
        TraceParent = traceParent,
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Headline(int problems) => problems == 1 ? "One thing in the job is wrong." : $"{problems} things in the job are wrong.";
}
