using System.Diagnostics.CodeAnalysis;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>How servers know of each other.</summary>
public enum ClusterKind
{
    /// <summary>They do not: there is one.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "It is the word of the setting, and means no number.")]
    Single,

    /// <summary>By a table in Redis.</summary>
    Redis,
}
