using ModelMine.Cli.Shell;

using Spectre.Console;

namespace ModelMine.Cli.Up;

/// <summary>What <c>up</c> says: where everything is, and what happens.</summary>
internal sealed class UpScreen(VerbCall call, UpOptions options)
{
    private readonly Lock _line = new();

    public void Ready()
    {
        lock (_line)
        {
            if (call.Json)
            {
                call.PrintJsonLine(new { ready = true, web = options.WebAddress, api = options.ApiAddress, data = options.DataFolder, logs = options.LogFolder });
                return;
            }

            var console = call.Console;
            console.WriteLine();
            Row("Web", Short(options.WebAddress), "[bold green]");
            Row("API", Short(options.ApiAddress), "[bold green]");
            Row("Data", options.DataFolder);
            Row("Logs", options.LogFolder);
            console.WriteLine();
            console.WriteLine(options.WithAgent ? "This machine trains. Ctrl-C stops everything." : "No agent on this machine. Ctrl-C stops the server.");
            console.WriteLine();
        }
    }

    public void Stopping() => Tell(options.WithAgent
        ? "Stopping: the agent saves its work and gives its jobs back, then the server ends. Ctrl-C again to end at once."
        : "Stopping the server.");

    /// <summary>A sentence for whoever looks; on standard error where a program reads.</summary>
    public void Tell(string sentence)
    {
        lock (_line)
        {
            if (call.Json) call.Surroundings.Error.WriteLine(sentence);
            else call.Console.WriteLine(sentence);
        }
    }

    /// <summary>A line that has a form for programs.</summary>
    public void Tell<T>(T value, string sentence)
    {
        if (!call.Json)
        {
            Tell(sentence);
            return;
        }

        lock (_line) call.PrintJsonLine(value);
    }

    private void Row(string name, string value, string style = "[default]") =>
        call.Console.MarkupLine($"  [dim]{name,-5}[/] {style}{Markup.Escape(value)}[/]");

    private static string Short(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
