using Microsoft.AspNetCore.Identity;
using ModelMine.Server.Data;

namespace ModelMine.Server.Accounts;

/// <summary>Registers accounts: signing up, in and out, personal tokens, and who may do what.</summary>
public static class AccountsFeature
{
    /// <summary>Adds accounts.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddIdentityCore<User>().AddEntityFrameworkStores<ModelMineDb>().AddSignInManager();
        services.AddAuthenticationSchemes();
        services.AddSingleton<AccessTokens>();
        return services;
    }
}
