using System.Security.Claims;

namespace ModelMine.Server.Shell;

/// <summary>Reads who asks.</summary>
public static class PrincipalExtensions
{
    /// <summary>Claim that holds a node's id.</summary>
    public const string NodeIdClaim = "node_id";

    /// <summary>Claim that a personal token bears which can only read.</summary>
    public const string ReadOnlyClaim = "read_only";

    /// <summary>Id of the signed-in user; throws when there is none.</summary>
    /// <param name="principal">Who asks.</param>
    public static string UserId(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("No user is signed in.");

    /// <summary>Id of the node that asks; throws when it is none.</summary>
    /// <param name="principal">Who asks.</param>
    public static string NodeId(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(NodeIdClaim) ?? throw new InvalidOperationException("No node is signed in.");

    /// <summary>Whether a personal token asks that can only read.</summary>
    /// <param name="principal">Who asks.</param>
    public static bool IsReadOnly(this ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == ReadOnlyClaim);
}
