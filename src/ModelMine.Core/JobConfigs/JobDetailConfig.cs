using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets.Own;

namespace ModelMine.Core.JobConfigs;

/// <summary>Reads the config of a job as the API shows it.</summary>
public static class JobDetailConfig
{
    /// <summary>The effective config, as what it is; its data set may be the owner's.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="FormatException">It was stored by a version whose configs this one cannot read.</exception>
    public static EffectiveConfig ReadConfig(this JobDetail job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return EffectiveConfig.FromEffective(job.EffectiveConfig, job.OwnDataset is null ? null : new OwnDatasets([job.OwnDataset]));
    }
}
