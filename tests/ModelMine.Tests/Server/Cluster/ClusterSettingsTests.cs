using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Server.Blobs;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Clustering;
using ModelMine.Server.Shell.Protection;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Tests.Server.Cluster;

public sealed class ClusterSettingsTests
{
    private const string Postgres = "Host=db;Database=modelmine";

    [Fact]
    public void ClusterOnSqlite_WithoutRedisAndBlobs_IsToldAllThree() => ProblemsOf(new() { ["ModelMine:Cluster"] = "redis" }).ShouldBe(
        [
            "ModelMine:Cluster is redis, but ModelMine:Storage is sqlite, a file that only one server may write; set that to postgres.",
            "ModelMine:Redis must say where Redis is, such as 10.0.0.5:6379,password=…",
            "ModelMine:BlobFolder must name a folder that all servers of the cluster share; or set ModelMine:Blobs to s3.",
        ],
        ignoreOrder: true);

    [Fact]
    public void Bucket_WithoutWhatReachesIt_IsToldAllThatIsMissing_AndNoSecret()
    {
        var problems = ProblemsOf(new() { ["ModelMine:Blobs"] = "s3", ["ModelMine:S3:SecretKey"] = "hunter2", ["ModelMine:S3:Endpoint"] = "minio", ["ModelMine:BlobFolder"] = "/mnt" });

        problems.Count.ShouldBe(4);
        problems.ShouldContain("ModelMine:S3:Endpoint must be the store's address, such as https://s3.example.org.");
        problems.ShouldContain("ModelMine:S3:Bucket is missing; ModelMine:Blobs is s3, which needs it.");
        problems.ShouldAllBe(problem => !problem.Contains("hunter2"));
    }

    [Theory]
    [InlineData("ModelMine:TrustedProxies", "10.0.0.2, balancer", "ModelMine:TrustedProxies has “balancer”")]
    [InlineData("ModelMine:Redis", "localhost:6379", "ModelMine:Redis is set, but ModelMine:Cluster is single")]
    [InlineData("ModelMine:AdvertisedIP", "me", "ModelMine:AdvertisedIP is “me”")]
    [InlineData("ModelMine:ClusterId", "My Cluster", "ModelMine:ClusterId")]
    public void OneWrongSetting_IsNamed(string key, string value, string words) =>
        ProblemsOf(new() { [key] = value }).ShouldHaveSingleItem().ShouldStartWith(words);

    [Fact]
    public void GoodCluster_HasNoProblem() => ProblemsOf(new()
    {
        ["ModelMine:Storage"] = "postgres", ["ModelMine:Postgres"] = Postgres, ["ModelMine:Cluster"] = "Redis", ["ModelMine:Redis"] = "redis:6379,password=p",
        ["ModelMine:Blobs"] = "s3", ["ModelMine:S3:Endpoint"] = "https://s3", ["ModelMine:S3:Bucket"] = "b", ["ModelMine:S3:AccessKey"] = "a", ["ModelMine:S3:SecretKey"] = "s",
        ["ModelMine:TrustedProxies"] = "10.0.0.2, fd00::/8",
    }).ShouldBeEmpty();

    private static IReadOnlyList<string> ProblemsOf(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection().AddSettings<ModelMineOptions>(ModelMineOptions.Section).AddData().AddBlobs();
        services.AddCluster();
        services.AddTrustedProxies();
        return SettingsCheck.ProblemsOf(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), services);
    }
}
