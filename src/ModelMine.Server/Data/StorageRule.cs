using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Data;

/// <summary>What must hold between the settings of the database.</summary>
internal sealed class StorageRule : ISettingsRule
{
    public IEnumerable<string> WhyNot(CheckedSettings settings)
    {
        var options = settings.Of<ModelMineOptions>();
        const string key = $"{ModelMineOptions.Section}:{nameof(ModelMineOptions.Postgres)}";
        if (options.Storage == StorageProduct.Postgres && PostgresConnections.WhyNot(options.Postgres) is { } problem) yield return $"{key} {problem}.";
        if (options.Storage == StorageProduct.Sqlite && !string.IsNullOrEmpty(options.Postgres))
            yield return $"{key} is set, but {ModelMineOptions.Section}:{nameof(ModelMineOptions.Storage)} is sqlite; set that to postgres, or leave this out.";
    }
}
