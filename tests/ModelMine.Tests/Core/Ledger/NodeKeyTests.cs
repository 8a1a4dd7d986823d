using System.Text;
using CsCheck;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

public sealed class NodeKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-key-").FullName;

    private string KeyFile => Path.Combine(_folder, "node.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>RFC 8032, section 7.1, test 3.</summary>
    [Fact]
    public void Verify_VectorOfRfc8032_Holds() => NodeKey.Verify(
        Convert.ToBase64String(Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")),
        [0xaf, 0x82],
        Convert.ToBase64String(Convert.FromHexString(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")))
        .ShouldBeTrue();

    [Fact]
    public void Load_OfASavedKey_SignsForTheSamePublicKey()
    {
        using var key = NodeKey.Create();
        key.Save(KeyFile);
        using var back = NodeKey.Load(KeyFile);

        back.PublicKey.ShouldBe(key.PublicKey);
        NodeKey.Verify(key.PublicKey, "what"u8, back.Sign("what"u8)).ShouldBeTrue();
    }

    [Fact]
    public void Verify_AnyBitOfMessageOrSignatureChanged_Fails()
    {
        using var key = NodeKey.Create();
        Gen.Select(Gen.Byte.Array[1, 100], Gen.Int[0, 1_000_000], Gen.Bool).Sample((message, at, inSignature) =>
        {
            var signature = Convert.FromBase64String(key.Sign(message));
            var target = inSignature ? signature : message;
            target[at / 8 % target.Length] ^= (byte)(1 << (at % 8));
            NodeKey.Verify(key.PublicKey, message, Convert.ToBase64String(signature)).ShouldBeFalse();
        });
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("not base64!", "AAAA")]
    [InlineData("AAAA", "AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AAAA")]
    [InlineData(null, null)]
    public void Verify_MalformedKeyOrSignature_IsFalse_NotACrash(string? publicKey, string? signature) =>
        NodeKey.Verify(publicKey!, [1], signature!).ShouldBeFalse();

    [Fact]
    public void Save_NewFile_IsReadableByItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix file modes");
        using var key = NodeKey.Create();
        key.Save(KeyFile);

#pragma warning disable CA1416 // skipped above
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
        Directory.GetFiles(_folder).ShouldBe([KeyFile]);
    }

    [Fact]
    public void Save_FileThere_IsRefusedAndLeavesItAlone()
    {
        using var first = NodeKey.Create();
        using var second = NodeKey.Create();
        first.Save(KeyFile);

        Should.Throw<NodeKeyException>(() => second.Save(KeyFile)).Message.ShouldContain(KeyFile);
        using var kept = NodeKey.Load(KeyFile);
        kept.PublicKey.ShouldBe(first.PublicKey);
        Directory.GetFiles(_folder).ShouldBe([KeyFile]);
    }

    [Fact]
    public void Load_FileReadableByOthers_IsRefusedWithTheCommandThatMendsIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix file modes");
        using var key = NodeKey.Create();
        key.Save(KeyFile);
#pragma warning disable CA1416 // skipped above
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
#pragma warning restore CA1416

        Should.Throw<NodeKeyException>(() => NodeKey.Load(KeyFile)).Message.ShouldContain($"chmod 600 {KeyFile}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void Load_FileThatHoldsNoKey_SaysSo(string content)
    {
        using (var file = new FileStream(KeyFile, FileMode.CreateNew))
        {
            file.Write(Encoding.ASCII.GetBytes(content));
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Should.Throw<NodeKeyException>(() => NodeKey.Load(KeyFile)).Message.ShouldContain("does not hold an Ed25519 private key");
    }

    [Fact]
    public void Load_NoFile_SaysWhichOne() =>
        Should.Throw<NodeKeyException>(() => NodeKey.Load(KeyFile)).Message.ShouldContain(KeyFile);
}
