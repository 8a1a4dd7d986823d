using System.Globalization;
using ModelMine.Training.Worlds;

namespace ModelMine.Training.Learners.Acting;

/// <summary>What whoever loads a policy must know, for the header of its weights.</summary>
internal static class PolicyMetadata
{
    public static IReadOnlyDictionary<string, string> Of(WorldDefinition world)
    {
        var metadata = new Dictionary<string, string> { ["environment"] = world.Name };
        if (world.ObservationScale is { } scale)
        {
            metadata["observationScale"] = string.Join(',', scale.Select(factor => factor.ToString("R", CultureInfo.InvariantCulture)));
        }

        return metadata;
    }
}
