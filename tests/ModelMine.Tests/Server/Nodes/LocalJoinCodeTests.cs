using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;

namespace ModelMine.Tests.Server.Nodes;

public sealed class LocalJoinCodeTests(SiloWorld world) : IClassFixture<SiloWorld>
{
    [Fact]
    public async Task StartAsync_FileNamed_HoldsACodeThatEnrolsAndOnlyItsOwnerCanRead()
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("modelmine-join-");
        try
        {
            var file = Path.Combine(folder.FullName, "agent", "join-code");
            var options = Options.Create(new ModelMineOptions { LocalJoinCodeFile = file });
            await new LocalJoinCode(world.Get<EnrolmentCodes>(), options).StartAsync(stop);
            var first = await File.ReadAllTextAsync(file, stop);
            await new LocalJoinCode(world.Get<EnrolmentCodes>(), options).StartAsync(stop);
            var second = await File.ReadAllTextAsync(file, stop);
            second.ShouldNotBe(first);
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var enrolled = await world.Get<EnrolNode>().ExecuteAsync(new EnrolRequest(second, "local", SomeNode.PublicKey, SomeNode.Facts()), stop);
            enrolled.NodeId.ShouldStartWith("node_");
            Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldBe([file]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
