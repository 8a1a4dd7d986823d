using ModelMine.Server.Accounts;

namespace ModelMine.Tests.Server.Accounts;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("  ada@example.org ")]
    [InlineData("ada+jobs@sub.example.org")]
    [InlineData("demo@modelmine.local")]
    [InlineData("ada@localhost")]
    public void Parse_Address_IsKeptTrimmed(string typed) => EmailAddress.Parse(typed).ShouldBe(typed.Trim());

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@exa mple.org")]
    [InlineData("ada@@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org\nbcc: eve@example.org")]
    [InlineData("ada@-example-.org")]
    public void Parse_SomethingElse_IsRefused(string typed) => EmailAddress.Parse(typed).ShouldBeNull();

    [Fact]
    public void Parse_TooLong_IsRefused() => EmailAddress.Parse($"{new string('a', 65)}@example.org").ShouldBeNull();
}
