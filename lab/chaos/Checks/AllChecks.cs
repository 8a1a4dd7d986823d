namespace ModelMine.Chaos.Checks;

/// <summary>Every check that there is.</summary>
internal static class AllChecks
{
    /// <summary>Makes one of each, by name.</summary>
    public static IReadOnlyList<IInvariantCheck> Create() =>
    [
        .. typeof(AllChecks).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IInvariantCheck)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (IInvariantCheck)Activator.CreateInstance(type)!),
    ];
}
