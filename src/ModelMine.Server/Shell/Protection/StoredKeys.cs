using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;

namespace ModelMine.Server.Shell.Protection;

/// <summary>Keys in the database. Their framework asks in a synchronous way, once a day, and so not through the writer.</summary>
/// <param name="databases">The database.</param>
internal sealed class StoredKeys(IDbContextFactory<ModelMineDb> databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var database = databases.CreateDbContext();
        return [.. database.ProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var database = databases.CreateDbContext();
        var xml = element.ToString(SaveOptions.DisableFormatting);
        database.Database.ExecuteSql($"INSERT INTO protection_keys (name, xml) VALUES ({friendlyName}, {xml}) ON CONFLICT (name) DO NOTHING");
    }
}
