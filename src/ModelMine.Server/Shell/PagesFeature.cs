using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using ModelMine.Server.Shell.Ui;
using MudBlazor;
using MudBlazor.Services;

namespace ModelMine.Server.Shell;

/// <summary>Registers the web pages.</summary>
public static class PagesFeature
{
    /// <summary>Adds the pages and what they are drawn with.</summary>
    /// <param name="builder">The server's builder.</param>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // Started from its build folder the server finds the assets by their manifest; a published one has them beside it.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddAuthorization();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 120;
        });
        builder.Services.AddScoped<Ticker>();
        return builder;
    }

    /// <summary>Maps the pages and their assets.</summary>
    /// <param name="app">The server.</param>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
