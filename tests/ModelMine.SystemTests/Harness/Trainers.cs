namespace ModelMine.SystemTests.Harness;

/// <summary>Finds the trainer processes of an agent, as the system lists them.</summary>
internal static class Trainers
{
    /// <summary>Ids of the children of a process that run the verb <c>train</c>.</summary>
    public static IReadOnlyList<int> Of(int agentPid) => ProcessTree.Children(agentPid, word => word == "train");

    public static bool Lives(int pid) => ProcessTree.Lives(pid);
}
