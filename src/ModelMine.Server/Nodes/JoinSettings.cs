using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>How machines join without a person; in the same section as <see cref="ModelMineOptions"/>.</summary>
public sealed class JoinSettings
{
    /// <summary>
    /// A secret that lets any number of machines join, each of which gives it as its join code: for machines that nobody sits at.
    /// When left out, machines join by one-use codes alone. Never shown.
    /// </summary>
    public string? JoinKey { get; set; }
}
