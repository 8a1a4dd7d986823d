using ModelMine.Core.Contracts.Client;

namespace ModelMine.Tests.Server;

/// <summary>A user of a <see cref="TestApp"/>.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Email">The address signed up with.</param>
/// <param name="Password">The password signed up with.</param>
/// <param name="Http">A browser that is signed in by cookie; its base is the API.</param>
/// <param name="Api">The same, typed.</param>
internal sealed record TestUser(string Id, string Email, string Password, HttpClient Http, UserApiClient Api)
{
    public const string DefaultPassword = "a quiet green river";
}
