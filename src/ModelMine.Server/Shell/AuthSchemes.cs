namespace ModelMine.Server.Shell;

/// <summary>Names of the ways to prove who one is.</summary>
public static class AuthSchemes
{
    /// <summary>The default: picks one of the others by what the request carries.</summary>
    public const string Any = "any";

    /// <summary>A user, by <c>Authorization: Bearer mm_pat_…</c>.</summary>
    public const string AccessToken = "access_token";

    /// <summary>An enrolled node, by <c>Authorization: Bearer mm_node_…</c>.</summary>
    public const string Node = "node";
}
