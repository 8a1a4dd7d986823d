using System.Text.Json;
using System.Text.Json.Nodes;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

public sealed class LedgerChainTests
{
    [Fact]
    public void Verify_NoBlocks_IsValidAndEmpty() =>
        LedgerChain.Verify([]).ShouldBe(new LedgerVerification(true, 0, BlockHash.Zero, null));

    [Fact]
    public void Verify_ChainAsWritten_IsValidToItsHead()
    {
        var chain = SampleLedger.Chain(5);

        LedgerChain.Verify(chain).ShouldBe(new LedgerVerification(true, 5, chain[4].Hash, null));
    }

    [Fact]
    public void Verify_SameJobTwice_IsRefusedWithBothHeights()
    {
        var chain = SampleLedger.Chain(3).ToList();
        chain.Add(LedgerChain.Next(chain[2], chain[0].Data, SampleLedger.Start));

        LedgerChain.Verify(chain).Problem.ShouldBe("Block 4: the job job_1 stands in block 1 already.");
    }

    [Fact]
    public void Verify_DataOfAnotherSpelling_IsRefusedThoughItsHashFits()
    {
        var data = SampleLedger.Data("job_1").ToCanonicalJson().Replace("\"fee\":20", "\"fee\": 20", StringComparison.Ordinal);

        LedgerChain.Verify([LedgerChain.Next(null, data, SampleLedger.Start)]).Problem.ShouldNotBeNull().ShouldContain("not in canonical form");
    }

    /// <summary>A whole chain written anew, with another result and every hash made to fit: the node's signature gives it away.</summary>
    [Fact]
    public void Verify_ResultThatTheNodeDidNotSign_IsRefusedThoughEveryHashFits()
    {
        var data = (SampleLedger.Data("job_1") with { Score = 0.9999 }).ToCanonicalJson();

        LedgerChain.Verify([LedgerChain.Next(null, data, SampleLedger.Start)]).Problem
            .ShouldBe("Block 1: the signature of node node_1 does not match the result.");
    }

    [Theory]
    [InlineData("job.imagined", 1)]
    [InlineData("job.completed", 2)]
    public void Verify_DataOfAKindThatIsNotKnown_IsRefused(string type, int version)
    {
        var data = JsonNode.Parse(SampleLedger.Data("job_1").ToCanonicalJson())!;
        (data["type"], data["version"]) = (type, version);
        var block = LedgerChain.Next(null, CanonicalJson.Serialize(JsonElement.Parse(data.ToJsonString())), SampleLedger.Start);

        LedgerChain.Verify([block]).Problem.ShouldNotBeNull().ShouldContain($"\"{type}\" version {version}");
    }

    [Fact]
    public void Verify_FirstBlockWithAPredecessor_IsRefused()
    {
        var cutOff = SampleLedger.Chain(2)[1] with { Height = 1 };

        LedgerChain.Verify([cutOff]).Problem.ShouldNotBeNull().ShouldContain("64 zeros");
    }

    [Fact]
    public void Verify_FieldsMissing_AreNamed_NotACrash() =>
        LedgerChain.Verify(JsonSerializer.Deserialize<LedgerBlockView[]>("""[{"height":1}]""", ModelMineJson.Options)!)
            .ShouldBe(new LedgerVerification(false, 0, BlockHash.Zero, "Block 1: it is incomplete."));

    [Fact]
    public void Verify_FirstProblem_StopsTheReading()
    {
        var chain = SampleLedger.Chain(2);
        var read = 0;

        LedgerChain.Verify(Stream()).Valid.ShouldBeFalse();
        read.ShouldBe(2);

        IEnumerable<LedgerBlockView> Stream()
        {
            foreach (var block in new[] { chain[0], chain[0], chain[1] })
            {
                read++;
                yield return block;
            }
        }
    }

    /// <summary>What a chain alone cannot show, and the reason for checkpoints: this test goes red on the day that it can.</summary>
    [Fact]
    public void Verify_LastBlocksCutOff_IsStillValid_SoAHeadMustBeKeptElsewhere()
    {
        var chain = SampleLedger.Chain(5);

        var verification = LedgerChain.Verify(chain.Take(3));

        verification.Valid.ShouldBeTrue();
        verification.HeadHash.ShouldNotBe(chain[4].Hash);
    }

    [Fact]
    public void Verify_Export_IsRecomputed()
    {
        var json = JsonSerializer.Serialize(new LedgerExport(LedgerExport.CurrentFormat, SampleLedger.Chain(3)), ModelMineJson.Options);
        var export = JsonSerializer.Deserialize<LedgerExport>(json, ModelMineJson.Options)!;

        LedgerChain.Verify(export).Valid.ShouldBeTrue();
        LedgerChain.Verify(export with { Format = "something-else" }).Problem.ShouldNotBeNull().ShouldContain("something-else");
        LedgerChain.Verify(export with { Blocks = null! }).Problem.ShouldNotBeNull().ShouldContain("no list of blocks");
    }

    [Fact]
    public void WhyNotValid_BlockOfTheMiddle_HoldsByItself() =>
        LedgerChain.WhyNotValid(SampleLedger.Chain(3)[1]).ShouldBeNull();
}
