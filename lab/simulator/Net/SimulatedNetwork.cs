using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Machines;
using ModelMine.Simulator.Story;

namespace ModelMine.Simulator.Net;

/// <summary>
/// The network between callers and servers, a balancer among it that knows no callers: messages are delayed, so that they
/// overtake each other; lost, loudly or silently; requests arrive twice; answers are lost after the server has done its part.
/// </summary>
/// <param name="scheduler">Time and order.</param>
/// <param name="cluster">The servers.</param>
/// <param name="weather">How often.</param>
/// <param name="books">Keeps what was promised to callers.</param>
/// <param name="paths">What came to pass.</param>
internal sealed class SimulatedNetwork(Scheduler scheduler, Cluster cluster, Weather weather, Books books, Paths paths)
{
    private readonly ServerRoutes _routes = new(cluster, books, paths);

    /// <summary>Names of callers whose requests do not get through.</summary>
    public HashSet<string> CutOutward { get; } = [];

    /// <summary>Names of callers whom no answer reaches.</summary>
    public HashSet<string> CutInward { get; } = [];

    /// <summary>Sends a request off.</summary>
    public void Send(Call call)
    {
        if (CutOutward.Contains(call.From.Name) || scheduler.Chance(weather.RequestsLost))
        {
            paths.Count("request lost");
            Lose(call);
            return;
        }

        scheduler.Add(weather.Delay(scheduler), null, () => Arrive(call, isEcho: false));
        if (!scheduler.Chance(weather.Echoes)) return;
        paths.Count("request arrived twice");
        scheduler.Add(weather.Delay(scheduler) * 2, null, () => Arrive(call, isEcho: true));
    }

    private void Arrive(Call call, bool isEcho)
    {
        if (cluster.Any() is not { } server)
        {
            if (!isEcho) call.Break(scheduler.Span(1, 20));
            return;
        }

        if (!isEcho)
        {
            call.Server = server.Actor;
            cluster.Open.Add(call);
        }

        server.Actor.Start(async () =>
        {
            var answer = await _routes.AnswerAsync(server, call, isEcho ? CancellationToken.None : call.HungUp);
            server.Actor.Note($"{call.From.Name} {call.Verb}{(isEcho ? " (echo)" : "")} {answer.Status}");
            if (isEcho) return;
            cluster.Open.Remove(call);
            Return(call, answer);
        });
    }

    private void Return(Call call, Answer answer)
    {
        if (CutInward.Contains(call.From.Name) || scheduler.Chance(weather.AnswersLost))
        {
            paths.Count(answer.Status < 300 ? "answer lost after it was done" : "refusal lost");
            Lose(call);
            return;
        }

        scheduler.Add(weather.Delay(scheduler), call.From, () =>
        {
            books.Heard(call, answer);
            call.Answer.TrySetResult(answer.ToResponse());
        });
    }

    /// <summary>Half of what is lost is heard of; for the rest the caller waits until its patience ends.</summary>
    private void Lose(Call call)
    {
        if (scheduler.Chance(0.5)) call.Break(scheduler.Span(1, 3_000));
    }
}
