using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>Hears what a trainer says while it runs. Called by one thread a stream; must not wait.</summary>
internal interface ITrainerListener
{
    /// <summary>It said something that is understood.</summary>
    /// <param name="message">The message; a result or an error is not told here.</param>
    void Said(TrainerMessage message);

    /// <summary>It wrote something else.</summary>
    /// <param name="text">The line, cleaned and cut.</param>
    void Wrote(string text);
}
