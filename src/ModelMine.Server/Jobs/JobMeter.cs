using System.Diagnostics.Metrics;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Jobs;

/// <summary>Counts jobs as they come and as they end.</summary>
public sealed class JobMeter
{
    /// <summary>Made once: counting must not make texts.</summary>
    private static readonly string[] Words = [.. Enum.GetNames<JobStatus>().Select(name => name.ToLowerInvariant())];

    private readonly Tally _submitted;
    private readonly Tally _finished;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes meters.</param>
    public JobMeter(IMeterFactory meters)
    {
        var meter = meters.ServerMeter();
        _submitted = new(meter, "modelmine.jobs.submitted", "{job}", "Jobs taken, by the family of their model.", "model", Enum.GetValues<ModelFamily>().Select(JobConfigSchema.NameOf));
        _finished = new(meter, "modelmine.jobs.finished", "{job}", "Jobs that became terminal, by how.", "outcome", Ends.Select(Word));
    }

    private static IEnumerable<JobStatus> Ends => Enum.GetValues<JobStatus>().Where(status => status.IsTerminal());

    /// <summary>A job was stored.</summary>
    /// <param name="model">Family of its model.</param>
    public void Submitted(string model) => _submitted.Add(model);

    /// <summary>A job became terminal.</summary>
    /// <param name="status">How.</param>
    public void Finished(JobStatus status) => _finished.Add(Word(status));

    private static string Word(JobStatus status) => Words[(int)status];
}
