using System.Text;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Worlds;

/// <summary>What is known of a world without being in it.</summary>
/// <param name="Name">As Gymnasium names it, such as <c>CartPole-v1</c>.</param>
/// <param name="ObservationLength">Numbers that can be seen.</param>
/// <param name="Actions">Actions to choose from, numbered from 0.</param>
/// <param name="MostSteps">Steps after which an episode is cut off (truncated).</param>
/// <param name="SolvedAt">Mean return from which the world counts as solved.</param>
/// <param name="StateLength">Numbers of the state.</param>
/// <param name="Json">The constants in canonical JSON (RFC 8785), with what cannot be seen from them.</param>
internal sealed record WorldDefinition(
    string Name, int ObservationLength, int Actions, int MostSteps, double SolvedAt, int StateLength, string Json)
{
    /// <summary>
    /// What each number that can be seen is multiplied with before a network is given it; null for nothing. A number that stays
    /// small whatever happens would hardly count in a network begun for numbers of about one.
    /// </summary>
    public float[]? ObservationScale { get; init; }

    /// <summary>SHA-256 of <see cref="Json"/>: stands in the result where a data set's digest would.</summary>
    public string Digest { get; } = ContentDigest.Of(Encoding.UTF8.GetBytes(Json));
}
