namespace ModelMine.Core.Contracts;

/// <summary>A part of a longer list, newest first.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items of this part.</param>
/// <param name="Next">Pass it as <c>cursor</c> to get what follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
