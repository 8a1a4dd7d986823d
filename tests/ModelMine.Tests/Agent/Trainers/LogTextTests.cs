using CsCheck;
using ModelMine.Agent.Trainers;

namespace ModelMine.Tests.Agent.Trainers;

public sealed class LogTextTests
{
    [Fact]
    public void Clean_OfAnything_IsBoundedAndHasNoControlCharacters() => Gen.String[0, 200].Sample(text =>
    {
        var clean = LogText.Clean(text, longest: 50);
        return clean.Length <= 50 && !clean.AsSpan().ContainsAnyInRange('\0', '\x08') && !clean.Contains('\x1b');
    });

    [Fact]
    public void Clean_NeverSplitsASurrogatePair()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100));

        foreach (var longest in new[] { 20, 21 }) char.IsHighSurrogate(LogText.Clean(text, longest)[^8]).ShouldBeFalse();
    }

    [Fact]
    public void Clean_OfBytesThatAreNoText_IsText() => LogText.Clean([0xff, 0x41, 0x00]).ShouldBe("\ufffdA");
}
