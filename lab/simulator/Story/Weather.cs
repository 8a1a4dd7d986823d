using ModelMine.Simulator.Kernel;

namespace ModelMine.Simulator.Story;

/// <summary>How rough a story is: drawn once from its seed, so that some are calm but for one kind of fault, and some are not.</summary>
internal sealed class Weather
{
    /// <summary>Servers on the database.</summary>
    public required int Servers { get; init; }

    /// <summary>Whether servers take turns at rows that jobs of many users share. They do; but the fences must hold without.</summary>
    public required bool KeepsTurns { get; init; }

    /// <summary>Share of requests that do not arrive.</summary>
    public double RequestsLost { get; set; }

    /// <summary>Share of answers that do not arrive.</summary>
    public double AnswersLost { get; set; }

    /// <summary>Share of requests that arrive twice.</summary>
    public double Echoes { get; set; }

    /// <summary>Share of messages that take seconds.</summary>
    public double Late { get; set; }

    /// <summary>Share of reads within transactions that others overtake.</summary>
    public double Pauses { get; set; }

    /// <summary>Share of such pauses that last for a second or more.</summary>
    public double LongPauses { get; set; }

    /// <summary>Share of commits whose connection breaks.</summary>
    public double CommitsBroken { get; set; }

    /// <summary>Share of statements at which two transactions collide.</summary>
    public double Collisions { get; set; }

    /// <summary>Draws it.</summary>
    public static Weather Draw(Scheduler scheduler)
    {
        var (servers, keepsTurns) = (1 + scheduler.Random.Next(3), scheduler.Chance(0.5));
        return new Weather
        {
            Servers = servers,
            KeepsTurns = keepsTurns,
            RequestsLost = Some(0.05),
            AnswersLost = Some(0.06),
            Echoes = Some(0.06),
            Late = Some(0.05),
            Pauses = Some(0.5),
            // Whoever holds the turn for seconds holds everybody up; without turns nobody notices but whom it overtook.
            LongPauses = Some(keepsTurns ? 0.1 : 0.6),
            CommitsBroken = servers == 1 ? 0 : Some(0.02),
            Collisions = servers == 1 ? 0 : Some(0.002),
        };

        double Some(double most) => scheduler.Chance(0.6) ? scheduler.Random.NextDouble() * most : 0;
    }

    /// <summary>How long a message takes.</summary>
    public TimeSpan Delay(Scheduler scheduler) => scheduler.Chance(Late) ? scheduler.Span(1_000, 20_000) : scheduler.Span(1, 40);

    /// <summary>How long a read is overtaken.</summary>
    public TimeSpan Pause(Scheduler scheduler) => scheduler.Chance(LongPauses) ? scheduler.Span(500, 4_000) : scheduler.Span(1, 60);

    /// <summary>From here on nothing goes wrong.</summary>
    public void Clear() =>
        RequestsLost = AnswersLost = Echoes = Late = LongPauses = CommitsBroken = Collisions = 0;
}
