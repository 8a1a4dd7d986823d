using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ModelMine.Tests.Training.Trainer;

/// <summary>Serves files on a free loopback port, with ranges, and misbehaves when told to.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, byte[]?> _content;
    private readonly Queue<int> _breakAfter;
    private readonly Task _serving;

    /// <param name="content">The file, whatever is asked for.</param>
    /// <param name="breakAfter">For each of the first answers: break the connection after so many bytes.</param>
    public FileServer(byte[] content, params int[] breakAfter)
        : this(_ => content, breakAfter)
    {
    }

    /// <summary>Serves the files of a folder.</summary>
    public FileServer(string folder)
        : this(path => File.Exists(folder + path) ? File.ReadAllBytes(folder + path) : null, [])
    {
    }

    private FileServer(Func<string, byte[]?> content, int[] breakAfter)
    {
        (_content, _breakAfter) = (content, new(breakAfter));
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Url = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/file");
        _listener.Prefixes.Add($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Address of a file.</summary>
    public Uri Url { get; }

    /// <summary>Address of all.</summary>
    public string Place => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether it sends the whole file whatever part is asked for.</summary>
    public bool IgnoresRanges { get; init; }

    /// <summary>Whether it does not say how long the file is, and sends it over and over.</summary>
    public bool NeverEnds { get; init; }

    /// <summary>Where each answer began in the file.</summary>
    public List<long> Begins { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        if (_content(context.Request.Url!.AbsolutePath) is not { } content)
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            context.Response.Close();
            return;
        }

        var range = IgnoresRanges ? null : context.Request.Headers["Range"];
        var from = range is null ? 0 : long.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
        Begins.Add(from);
        var response = context.Response;
        if (from >= content.Length)
        {
            response.StatusCode = (int)HttpStatusCode.RequestedRangeNotSatisfiable;
            response.Close();
            return;
        }

        if (range is not null)
        {
            response.StatusCode = (int)HttpStatusCode.PartialContent;
            response.Headers["Content-Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{content.Length - 1}/{content.Length}");
        }

        if (NeverEnds)
        {
            await PourAsync(response, content);
            return;
        }

        var rest = content.AsMemory((int)from);
        response.ContentLength64 = rest.Length;
        if (_breakAfter.TryDequeue(out var bytes))
        {
            await response.OutputStream.WriteAsync(rest[..bytes]);
            await response.OutputStream.FlushAsync();
            response.Abort();
        }
        else
        {
            await response.OutputStream.WriteAsync(rest);
            response.Close();
        }
    }

    private static async Task PourAsync(HttpListenerResponse response, byte[] content)
    {
        response.SendChunked = true;
        try
        {
            while (true)
            {
                await response.OutputStream.WriteAsync(content);
            }
        }
        catch (HttpListenerException)
        {
            // Whoever asked has had enough.
        }
    }
}
