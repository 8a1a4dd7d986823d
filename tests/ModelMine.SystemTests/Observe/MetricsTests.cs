namespace ModelMine.SystemTests.Observe;

/// <summary>What Prometheus reads of a server that has just trained a job.</summary>
[Collection<ObservedNetwork.Viewers>]
public sealed class MetricsTests(ObservedNetwork observed)
{
    [Theory]
    [InlineData("modelmine_jobs_submitted_total", "model=\"mlp\"")]
    [InlineData("modelmine_jobs_finished_total", "outcome=\"completed\"")]
    [InlineData("modelmine_claims_total", "outcome=\"granted\"")]
    [InlineData("modelmine_attempts_ended_total", "outcome=\"completed\"")]
    public void Job_IsCountedOnceWhereItMust(string counter, string label) =>
        (observed.Before.Sum(counter, label), observed.After.Sum(counter, label)).ShouldBe((0, 1));

    [Fact]
    public void Nothing_IsCountedThatDidNotHappen()
    {
        observed.After.Sum("modelmine_jobs_finished_total").ShouldBe(1);
        observed.After.Sum("modelmine_leases_lost_total").ShouldBe(0);
        observed.After.Sum("modelmine_stale_writes_total").ShouldBe(0);
        observed.After.Sum("modelmine_nodes_lost_total").ShouldBe(0);
    }

    [Fact]
    public void Times_AreMeasured()
    {
        observed.Before.Names.ShouldNotContain("modelmine_job_wait_seconds_count");
        observed.After.Sum("modelmine_job_wait_seconds_count").ShouldBe(1);
        observed.After.Sum("modelmine_job_wait_seconds_sum").ShouldBeInRange(0, 30);
        observed.After.Sum("modelmine_live_lag_seconds_count").ShouldBeGreaterThanOrEqualTo(2, "the grant and the settlement at least were followed live");
        (observed.After.Sum("modelmine_live_lag_seconds_sum") / observed.After.Sum("modelmine_live_lag_seconds_count")).ShouldBeInRange(0, 5);
        Grew("modelmine_commit_duration_seconds_count", "outcome=\"committed\"").ShouldBeGreaterThanOrEqualTo(3, "submit, grant, settlement");
        Grew("modelmine_commit_duration_seconds_sum", "outcome=\"committed\"").ShouldBeGreaterThan(0);
        Grew("modelmine_write_duration_seconds_count").ShouldBeGreaterThanOrEqualTo(Grew("modelmine_commit_duration_seconds_count", "outcome=\"committed\""));
        Grew("modelmine_commit_writes_sum").ShouldBe(Grew("modelmine_write_duration_seconds_count"), "each write is in one commit");
        Grew("http_server_request_duration_seconds_count", "http_route=\"/api/jobs/\"", "http_request_method=\"POST\"").ShouldBe(1);
    }

    [Fact]
    public async Task Gauges_SayWhatIs()
    {
        // A look is at most five seconds old.
        var scrape = observed.After;
        for (var looks = 0; looks < 20 && scrape.Sum("modelmine_nodes", "state=\"working\"") < 1; looks++)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System, TestContext.Current.CancellationToken);
            scrape = await Scrape.ReadAsync(observed.Network.Api);
        }

        scrape.Sum("modelmine_nodes", "state=\"working\"").ShouldBe(1);
        scrape.Sum("modelmine_slots").ShouldBeGreaterThanOrEqualTo(1);
        scrape.Sum("modelmine_database_up").ShouldBe(1);
        Math.Abs(scrape.Sum("modelmine_database_clock_offset_seconds")).ShouldBeLessThan(1, "the file's clock is the server's own");
        scrape.Sum("modelmine_cluster_servers").ShouldBe(1);
        scrape.Sum("modelmine_queue_jobs", "state=\"ready\"").ShouldBe(0);
    }

    [Fact]
    public void Labels_HoldNothingOfAnyUser()
    {
        foreach (var secret in new[] { ObservedNetwork.Title, observed.Job.Id, "ada@example.org", "usr_", "node_", "att_", "job_" })
            observed.After.Text.Replace("modelmine_job_wait", "", StringComparison.Ordinal).ShouldNotContain(secret);
    }

    private double Grew(string name, params string[] labels) => observed.After.Sum(name, labels) - observed.Before.SumOrZero(name, labels);
}
