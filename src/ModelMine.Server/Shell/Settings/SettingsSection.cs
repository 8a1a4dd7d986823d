namespace ModelMine.Server.Shell.Settings;

/// <summary>A section of the configuration, and the type that its settings are read into.</summary>
/// <param name="Name">Its name, such as <c>ModelMine:UserLimits</c>.</param>
/// <param name="Type">The type; its settable properties are the settings.</param>
internal sealed record SettingsSection(string Name, Type Type);
