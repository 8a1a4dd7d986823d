using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Docs;

/// <summary>Adds to each route's description what all routes have alike: who may call it, and the shape of a refusal.</summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    public const string Token = "token";
    public const string Session = "session";
    public const string Node = "node";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: cancellationToken));
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused, or broken: what is wrong, where, and what to do.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
            },
        };
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any() || metadata.OfType<IAuthorizeData>().LastOrDefault() is not { } authorize) return;
        string[] schemes = authorize.Policy == AuthPolicies.Node ? [Node] : [Token, Session];
        operation.Security = [.. schemes.Select(scheme => new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(scheme, document)] = [],
        })];
    }
}
