using System.Globalization;
using Microsoft.Playwright;

namespace ModelMine.SystemTests.Browser;

/// <summary>The way of a page's uploads to the server; it breaks when told to, and notes where each piece began.</summary>
internal sealed class BrokenLine
{
    private readonly Lock _lock = new();
    private readonly List<long> _offsets = [];
    private int _left = int.MaxValue;

    /// <summary>Where each piece that passed began in the file.</summary>
    public IReadOnlyList<long> Offsets
    {
        get
        {
            lock (_lock) return [.. _offsets];
        }
    }

    public static async Task<BrokenLine> LayAsync(IPage page)
    {
        var line = new BrokenLine();
        await page.RouteAsync("**/api/datasets/uploads/*", line.PassAsync);
        return line;
    }

    /// <summary>Lets so many pieces pass, and resets the connection of whatever comes after them.</summary>
    public void BreakAfter(int pieces)
    {
        lock (_lock) _left = pieces;
    }

    public void Mend() => BreakAfter(int.MaxValue);

    private Task PassAsync(IRoute route)
    {
        lock (_lock)
        {
            if (_left == 0) return route.AbortAsync("connectionreset");
            if (route.Request.Method == "PATCH")
            {
                _left--;
                _offsets.Add(long.Parse(route.Request.Headers["upload-offset"], CultureInfo.InvariantCulture));
            }
        }

        return route.ContinueAsync();
    }
}
