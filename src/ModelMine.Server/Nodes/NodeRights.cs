using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>
/// Who may put a node into maintenance: whoever enrolled it, and the admins that the settings name. The machine that the server
/// itself runs on was enrolled by nobody: it is the admins', and where none is named and the server listens on loopback only,
/// everybody's who is signed in, because all of them sit at that machine.
/// </summary>
/// <param name="databases">The database.</param>
/// <param name="options">Names the admins.</param>
public sealed class NodeRights(IDbContextFactory<ModelMineDb> databases, IOptions<ModelMineOptions> options)
{
    /// <summary>Refuses whoever may not.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="nodeId">The node.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">404 no such node; 403 it is not this user's.</exception>
    public async Task RequireAsync(string userId, string nodeId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var node = await database.Nodes.AsNoTracking().FirstOrDefaultAsync(n => n.Id == nodeId, cancellation) ?? throw RefusedException.NotFound("node");
        if (!(await OfAsync(database, userId, cancellation))(node))
            throw new RefusedException(403, "not_your_node", $"“{node.Name}” is not yours to manage.", "Ask whoever enrolled it, or an admin of this server.");
    }

    /// <summary>Tells of each node whether a user may.</summary>
    /// <param name="database">The database.</param>
    /// <param name="userId">The user; null for nobody.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<Predicate<Node>> OfAsync(ModelMineDb database, string? userId, CancellationToken cancellation)
    {
        if (userId is null) return _ => false;
        var admins = options.Value.Admins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var email = admins.Length == 0 ? null : await database.Users.Where(u => u.Id == userId).Select(u => u.Email).FirstOrDefaultAsync(cancellation);
        var isAdmin = admins.Contains(email, StringComparer.OrdinalIgnoreCase);
        var ownsServer = isAdmin || (admins.Length == 0 && IsLoopback(options.Value.BindAddress));
        return node => isAdmin || (node.OwnerId is null ? ownsServer : node.OwnerId == userId);
    }

    private static bool IsLoopback(string address) => address == "localhost" || (IPAddress.TryParse(address, out var ip) && IPAddress.IsLoopback(ip));
}
