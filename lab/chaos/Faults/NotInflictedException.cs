namespace ModelMine.Chaos.Faults;

/// <summary>A fault did not happen.</summary>
/// <param name="why">Why not.</param>
internal sealed class NotInflictedException(string why) : Exception(why);
