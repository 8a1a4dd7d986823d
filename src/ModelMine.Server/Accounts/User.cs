using Microsoft.AspNetCore.Identity;

namespace ModelMine.Server.Accounts;

/// <summary>A person with an account. The e-mail address is the user name.</summary>
public sealed class User : IdentityUser
{
    /// <summary>When the account was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
