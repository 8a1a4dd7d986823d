using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Nodes;

/// <summary>A key that is good for ever must not be one that somebody guesses.</summary>
internal sealed class JoinRule : ISettingsRule
{
    private const int Shortest = 32;
    private const int Longest = 200;

    public IEnumerable<string> WhyNot(CheckedSettings settings)
    {
        if (settings.Of<JoinSettings>().JoinKey is not { Length: > 0 } key) yield break;
        if (key.Length is < Shortest or > Longest || key.Any(c => c is <= ' ' or > '~'))
        {
            yield return $"{ModelMineOptions.Section}:{nameof(JoinSettings.JoinKey)} must have {Shortest} to {Longest} letters, digits and signs, without blanks, "
                + "such as “openssl rand -hex 32” prints; or leave it out, so that machines join by one-use codes alone.";
        }
    }
}
