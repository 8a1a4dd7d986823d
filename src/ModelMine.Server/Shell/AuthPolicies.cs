namespace ModelMine.Server.Shell;

/// <summary>Names of the authorization policies that route groups ask for.</summary>
public static class AuthPolicies
{
    /// <summary>A signed-in user, by cookie or any personal token.</summary>
    public const string Read = "read";

    /// <summary>A signed-in user who may change things: by cookie, or by a personal token that can write.</summary>
    public const string Write = "write";

    /// <summary>An enrolled node, by its token.</summary>
    public const string Node = "node";
}
