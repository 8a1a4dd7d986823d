using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace ModelMine.Server.Data;

internal static class SnakeCaseNames
{
    /// <summary>Names every table and column in snake_case, so that plain SQL needs no quotes in any database.</summary>
    public static void UseSnakeCaseNames(this ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(Snake(table));
            foreach (var property in entity.GetProperties()) property.SetColumnName(ColumnName(property.Name));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Snake(index.GetDatabaseName() ?? ""));
        }
    }

    private static string ColumnName(string property) => Snake(property).Replace("mi_b", "mib", StringComparison.Ordinal);

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace("asp_net_", "", StringComparison.Ordinal);
}
