using Microsoft.AspNetCore.Identity;
using ModelMine.Server.Data;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Accounts;

/// <summary>Registers accounts: signing up, in and out, personal tokens, and who may do what.</summary>
public static class AccountsFeature
{
    /// <summary>Adds accounts.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSettings<AccountOptions>(AccountOptions.Section);
        services.AddIdentityCore<User>().AddEntityFrameworkStores<ModelMineDb>().AddSignInManager();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IPasswordHasher<User>, BcryptPasswordHasher>();
        services.AddAuthenticationSchemes();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<UnknownAddresses>();
        services.AddSingleton<SignUp>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<AccessTokens>();
        return services;
    }

    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder api)
    {
        AccountsApi.Map(api);
        AccessTokensApi.Map(api);
        return api;
    }

    /// <summary>Maps what the sign-up and sign-in pages post to.</summary>
    /// <param name="app">The server.</param>
    public static WebApplication MapAccountForms(this WebApplication app)
    {
        AccountForms.Map(app);
        return app;
    }
}
