namespace ModelMine.Chaos.Processes;

/// <summary>Lines of the programs' logs that tell that they found their way out of something.</summary>
internal static class LogWords
{
    private static readonly (string Words, string Name)[] Known =
    [
        ("Redis answers again", Redis),
        ("it was put back as it stood", TablePutBack),
        ("others have begun a new one without this server", LeftOut),
        ("The database answers again", Database),
        ("they run again, one by one", Collided),
        ("answers again after", AgentBack),
        ("The server took nothing more of attempt", Fenced),
        ("was stopped: the node was silent for longer than its lease", Fenced),
        ("was stopped: its lease runs out", OwnClock),
        ("is held: its lease runs out", Held),
        ("was stopped: the job was canceled", CancelArrived),
        ("please report it", Mistake),
        ("A group of writes could not be committed", GroupFailed),
        ("A sweep failed", SweepFailed),
    ];

    public const string Redis = "servers found Redis again";
    public const string TablePutBack = "table of servers put back";
    public const string LeftOut = "servers left out of a new table";
    public const string Database = "servers found the database again";
    public const string Collided = "groups that collided ran again";
    public const string AgentBack = "agents found a server again";
    public const string Fenced = "attempts ended because the lease was gone";
    public const string OwnClock = "attempts ended by the agent's own clock";
    public const string Held = "trainings held by the agent's own clock";
    public const string CancelArrived = "trainers stopped by a cancel";
    public const string Mistake = "mistakes that a program admits";
    public const string GroupFailed = "groups of writes that failed";
    public const string SweepFailed = "sweeps that failed";

    public static void Count(string line, Tally tally)
    {
        foreach (var (words, name) in Known)
            if (line.Contains(words, StringComparison.Ordinal))
                tally.Add(name);
    }
}
