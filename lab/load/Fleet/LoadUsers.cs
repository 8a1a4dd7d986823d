using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Load.Network;

namespace ModelMine.Load.Fleet;

/// <summary>The people: as many as it takes for each to stay within the limits that every user has.</summary>
internal sealed class LoadUsers
{
    /// <summary>Below the default of 64 running jobs; each has tokens for 100 such stakes.</summary>
    private const int JobsEach = 50;

    private const int Stake = 10;

    private readonly string[] _tokens;
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    private LoadUsers(string[] tokens) => _tokens = tokens;

    /// <summary>Signs them up.</summary>
    /// <param name="apis">The API of each server.</param>
    /// <param name="jobs">Jobs that they will submit.</param>
    public static async Task<LoadUsers> SignUpAsync(IReadOnlyList<Uri> apis, int jobs)
    {
        var tokens = new string[Math.Max(1, (jobs + JobsEach - 1) / JobsEach)];
        for (var index = 0; index < tokens.Length; index++)
        {
            using var http = new HttpClient { BaseAddress = Core.Contracts.Client.UserApiClient.BaseAddress(apis[index % apis.Count]) };
            var user = new Core.Contracts.Client.UserApiClient(http);
            await user.SignUpAsync(new Credentials($"user{index}@example.org", "a long enough password"));
            tokens[index] = (await user.CreateTokenAsync(new NewAccessToken("load", CanWrite: true))).Token;
        }

        return new LoadUsers(tokens);
    }

    public int Count => _tokens.Length;

    /// <summary>The token of one of them.</summary>
    public string Token(int index) => _tokens[index % _tokens.Length];

    /// <summary>The token of a job's owner.</summary>
    public string OwnerOf(string jobId)
    {
        lock (_owners) return _owners[jobId];
    }

    /// <summary>Submits a job.</summary>
    /// <param name="wire">To the servers.</param>
    /// <param name="index">Which one: users take turns.</param>
    public async Task SubmitAsync(Wire wire, int index)
    {
        var job = await wire.PostAsync<JobDetail>(Routes.Jobs, Token(index), new SubmitJobRequest
        {
            Title = $"Load {index}", TokenStake = Stake, Config = JsonElement.Parse("""{"modelType":"mlp","dataset":"mnist","epochs":1,"batchSize":64,"learningRate":0.001}"""),
        });
        lock (_owners) _owners[job.Id] = Token(index);
    }
}
