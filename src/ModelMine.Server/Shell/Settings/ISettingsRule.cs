namespace ModelMine.Server.Shell.Settings;

/// <summary>What must hold between settings. Add an instance for each theme; all are asked when the server starts.</summary>
internal interface ISettingsRule
{
    /// <summary>What is wrong, a sentence each that begins with the setting's key. Never repeats a secret.</summary>
    /// <param name="settings">The settings, as far as they can be read.</param>
    IEnumerable<string> WhyNot(CheckedSettings settings);
}
