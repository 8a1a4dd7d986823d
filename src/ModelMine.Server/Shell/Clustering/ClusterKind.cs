namespace ModelMine.Server.Shell.Clustering;

/// <summary>How servers know of each other.</summary>
public enum ClusterKind
{
    /// <summary>They do not: there is one.</summary>
    Single,

    /// <summary>By a table in Redis.</summary>
    Redis,
}
