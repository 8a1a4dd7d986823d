using ModelMine.Cli.Jobs;
using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Cli.Up;

/// <summary>Shows the product on itself: one example of each model family, submitted once and trained for real.</summary>
internal sealed class Demo(VerbCall call, UpOptions options, UpScreen screen)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var http = new ServerChoice(options.ApiAddress, Token: null).NewHttpClient(call.Surroundings);
        var api = new UserApiClient(http, call.Surroundings.Time);
        var account = new DemoAccount(options);
        var credentials = await account.SignInAsync(api, cancellationToken);
        screen.Tell(
            new { demo = new { credentials.Email, account.File } },
            $"Demo account: {credentials.Email}, password {credentials.Password} (kept in {account.File})");

        var jobs = new List<JobDetail>();
        foreach (var example in DemoExamples.All) jobs.Add(await SubmitAsync(api, example, cancellationToken));
        screen.Tell($"{jobs.Count} examples are submitted; each is said here when it has ended. See them at {options.WebAddress.AbsoluteUri}dashboard");
        await Task.WhenAll(jobs.Select(job => FollowAsync(api, job, cancellationToken)));
        screen.Tell("All examples have ended. ModelMine keeps running; Ctrl-C stops everything.");
    }

    // The key makes a restart find the jobs of the first start instead of submitting them again. One that did not complete is
    // followed by another, under a key that names it.
    private static async Task<JobDetail> SubmitAsync(UserApiClient api, ExampleConfig example, CancellationToken cancellationToken)
    {
        var request = new SubmitJobRequest { Title = example.Title, Description = example.Description, Config = example.Config };
        var key = $"demo-{example.Key}";
        while (true)
        {
            var submitted = await api.SubmitAsync(request, key, cancellationToken);
            var job = await api.JobAsync(submitted.Id, cancellationToken);
            if (job.Status is not (JobStatus.Failed or JobStatus.Canceled)) return job;
            key = $"demo-{example.Key}-after-{job.Id}";
        }
    }

    private async Task FollowAsync(UserApiClient api, JobDetail submitted, CancellationToken cancellationToken)
    {
        var job = submitted;
        if (!job.Status.IsTerminal())
        {
            await foreach (var _ in api.FollowAsync(job.Id, job.LastEventSeq, cancellationToken: cancellationToken))
            {
            }

            job = await api.JobAsync(submitted.Id, cancellationToken);
        }

        var outcome = job switch
        {
            { Result: { } result } => JobWords.Result(result),
            { FailureReason: { } reason } => reason.ReplaceLineEndings(" "),
            _ => "",
        };
        screen.Tell(job, $"  {JobWords.Word(job.Status),-9}  {job.Title}: {outcome}");
    }
}
