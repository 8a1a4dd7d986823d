using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ModelMine.Cli.Shell;

/// <summary>The first page of help: verbs by group, and the exit codes. A verb's own page is the library's.</summary>
internal sealed class RootHelp(RootCommand root, (string Title, Command[] Verbs)[] groups, HelpAction ofVerbs) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command != root) return ofVerbs.Invoke(parseResult);
        Write(parseResult.InvocationConfiguration.Output, root, groups);
        return ExitCode.Success;
    }

    public static void Write(TextWriter output, RootCommand root, (string Title, Command[] Verbs)[] groups)
    {
        output.WriteLine(root.Description);
        output.WriteLine();
        output.WriteLine("Usage: modelmine VERB [options]      More on one: modelmine VERB --help");
        foreach (var (title, verbs) in groups)
        {
            output.WriteLine();
            output.WriteLine($"{title}:");
            foreach (var verb in verbs)
            {
                Line(output, verb.Name, verb.Description);
                foreach (var sub in verb.Subcommands) Line(output, $"{verb.Name} {sub.Name}", sub.Description);
            }
        }

        output.WriteLine();
        output.WriteLine("On every verb:");
        foreach (var option in root.Options.Where(option => (option.Recursive && !option.Hidden) || option == CommonOptions.Server)) Line(output, option.Name, option.Description);
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.All) output.WriteLine($"  {code,-16} {meaning}");
    }

    private static void Line(TextWriter output, string name, string? description) => output.WriteLine($"  {name,-16} {description}");
}
