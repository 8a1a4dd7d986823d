using Spectre.Console;

namespace ModelMine.Cli.Shell;

/// <summary>Makes the console that verbs draw on.</summary>
internal static class Terminal
{
    /// <summary>Columns when nobody looks: wide, so that a line of a table stays a line for grep.</summary>
    private const int UnboundedWidth = 240;

    public static IAnsiConsole Create(Surroundings surroundings)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = surroundings.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = surroundings.IsTerminal && surroundings.Variable("NO_COLOR") is null or "" ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = surroundings.IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(surroundings.Out),
        });
        if (!surroundings.IsTerminal) console.Profile.Width = UnboundedWidth;
        return console;
    }

    /// <summary>A table without frames: header dim, columns by spaces.</summary>
    public static Table NewTable(params ReadOnlySpan<string> headers)
    {
        var table = new Table().NoBorder();
        foreach (var header in headers) table.AddColumn(new TableColumn($"[dim]{Markup.Escape(header)}[/]").NoWrap().PadRight(2));
        return table;
    }
}
