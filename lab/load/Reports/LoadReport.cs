using ModelMine.Load.Measuring;
using ModelMine.Load.Scenarios;

namespace ModelMine.Load.Reports;

/// <summary>What a load run showed.</summary>
internal sealed record LoadReport
{
    public required LoadPlan Plan { get; init; }

    /// <summary>What came before and after the load, as fast as it went.</summary>
    public required IReadOnlyList<Phase> Phases { get; init; }

    public required IReadOnlyList<CallRow> Calls { get; init; }

    public required IReadOnlyList<UsageRow> Usage { get; init; }

    /// <summary>Memory of all servers before anybody followed, MiB.</summary>
    public required double ServersMemoryBefore { get; init; }

    /// <summary>Memory of all servers with everybody connected, MiB.</summary>
    public required double ServersMemoryConnected { get; init; }

    public required int BrokenFollowers { get; init; }

    /// <summary>Requests for work that were answered to those who waited.</summary>
    public required int Claims { get; init; }

    /// <summary>What did not hold afterwards.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>Lines that the servers logged as warnings or errors.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether everything was answered, and everything adds up.</summary>
    public bool IsGood => Wrong.Count == 0 && BrokenFollowers == 0 && Calls.All(call => call.Shed == 0 && call.Failures.Count == 0);
}
