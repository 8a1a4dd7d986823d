using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Wire;

/// <summary>Reads and writes JSON as <see cref="ModelMineJson"/> does, and is strict about what callers send.</summary>
internal static class WireFormat
{
    public static void AddWireFormat(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            ModelMineJson.Apply(json.SerializerOptions);
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequiredMembers.Apply } };
        });

        // Unreadable requests are answered with their reason in every environment.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }
}
