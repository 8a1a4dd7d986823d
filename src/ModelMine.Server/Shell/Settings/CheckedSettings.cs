using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ModelMine.Server.Shell.Settings;

/// <summary>Settings read one by one, so that one that cannot be read hides nothing of what is wrong with the others.</summary>
internal sealed class CheckedSettings
{
    private const int LongestShown = 60;

    private readonly Dictionary<Type, object> _read = [];
    private readonly List<string> _problems = [];

    /// <summary>Reads all sections.</summary>
    public CheckedSettings(IConfiguration configuration, IEnumerable<SettingsSection> sections)
    {
        foreach (var section in sections)
        {
            var settings = _read[section.Type] = Activator.CreateInstance(section.Type)!;
            foreach (var property in section.Type.GetProperties().Where(property => property.CanWrite))
                Read(settings, property, $"{section.Name}:{property.Name}", configuration[$"{section.Name}:{property.Name}"]);
        }
    }

    /// <summary>What is wrong with single settings.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The settings of a section; what could not be read has its default.</summary>
    /// <typeparam name="T">The section's type.</typeparam>
    public T Of<T>() where T : class => (T)_read[typeof(T)];

    private void Read(object settings, PropertyInfo property, string key, string? text)
    {
        if (text is not null)
        {
            if (SettingsText.TryParse(property.PropertyType, text, out var value)) property.SetValue(settings, value);
            else _problems.Add($"{key} is “{Shown(text)}”; it takes {SettingsText.Expected(property.PropertyType)}.");
        }

        var known = property.GetValue(settings);
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(rule => !rule.IsValid(known)))
        {
            _problems.Add(rule switch
            {
                RangeAttribute range => $"{key} is {Shown(text ?? "")}; it takes {range.Minimum} to {range.Maximum}.",
                RequiredAttribute => $"{key} is empty; leave it out, or give it a value.",
                _ => $"{key}: {rule.FormatErrorMessage(property.Name)}",
            });
        }
    }

    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
