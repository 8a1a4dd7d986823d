namespace ModelMine.Server.Shell;

/// <summary>Names of the ways to prove who one is.</summary>
public static class AuthSchemes
{
    /// <summary>An enrolled node, by <c>Authorization: Bearer mm_node_…</c>.</summary>
    public const string Node = "node";
}
