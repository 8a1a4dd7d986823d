using System.CommandLine;
using System.CommandLine.Help;

using ModelMine.Cli.Accounts;
using ModelMine.Cli.Configs;
using ModelMine.Cli.Datasets;
using ModelMine.Cli.Evaluate;
using ModelMine.Cli.Jobs;
using ModelMine.Cli.Ledger;
using ModelMine.Cli.Network;
using ModelMine.Cli.Tries;
using ModelMine.Cli.Up;

namespace ModelMine.Cli.Shell;

/// <summary>All verbs, in the order in which a newcomer meets them.</summary>
internal static class RootVerb
{
    public static RootCommand Create(Surroundings surroundings)
    {
        (string Title, Command[] Verbs)[] groups =
        [
            ("Start", [UpVerb.Create(surroundings), AgentVerb.Create(surroundings)]),
            ("Account", [AccountVerbs.SignUp(surroundings), AccountVerbs.Login(surroundings), AccountVerbs.Logout(surroundings), NetworkVerbs.Wallet(surroundings)]),
            ("Configs", [ExamplesVerb.Create(surroundings), SchemaVerb.Create(surroundings)]),
            ("Data sets", [DatasetVerbs.Create(surroundings)]),
            ("Jobs",
            [
                SubmitVerb.Create(surroundings), JobsVerb.Create(surroundings), WatchVerb.Create(surroundings), ShowVerb.Create(surroundings),
                LogsVerb.Create(surroundings), CancelVerb.Create(surroundings), RetryVerb.Create(surroundings), DownloadVerb.Create(surroundings),
                TryVerb.Create(surroundings), EvaluateVerb.Create(surroundings),
            ]),
            ("Network", [NetworkVerbs.Network(surroundings), NodesVerb.Create(surroundings), LedgerVerbs.Create(surroundings)]),
        ];
        var root = new RootCommand("ModelMine: train models on the machines that people already have.") { HelpName = "modelmine" };
        root.Add(CommonOptions.Json);
        root.Add(CommonOptions.Server);
        foreach (var verb in groups.SelectMany(group => group.Verbs)) root.Add(verb);
        root.SetAction(_ => RootHelp.Write(surroundings.Out, root, groups));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new RootHelp(root, groups, (HelpAction)help.Action!);
        return root;
    }
}
