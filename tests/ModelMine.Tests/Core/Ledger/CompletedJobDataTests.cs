using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelMine.Core.Ledger;

namespace ModelMine.Tests.Core.Ledger;

public sealed class CompletedJobDataTests
{
    [Fact]
    public void Parse_OfWhatWasWritten_GivesItBack()
    {
        var data = SampleLedger.Data("job_1");

        var back = CompletedJobData.Parse(data.ToCanonicalJson());

        back.ToCanonicalJson().ShouldBe(data.ToCanonicalJson());
        back.SignatureProblem().ShouldBeNull();
    }

    [Fact]
    public void ToCanonicalJson_HoldsTypeVersionAndSignature() =>
        SampleLedger.Data("job_1").ToCanonicalJson()
            .ShouldContain("\"type\":\"job.completed\",\"version\":1,\"weightsBytes\":1686568,\"weightsDigest\":");

    /// <summary>The statement signed by an agent and the one recomputed from the block are the same bytes.</summary>
    [Fact]
    public void ResultStatement_FromTheBlock_IsWhatTheNodeSigned() =>
        Encoding.UTF8.GetString(ResultStatement.ToBytes(SampleLedger.Data("job_1")))
            .ShouldBe(Encoding.UTF8.GetString(ResultStatement.ToBytes("job_1", "att_1", "node_1", 3, SampleLedger.Result())));

    /// <summary>No field of a completed job can change without the node's word for it: only who was paid what is the server's own.</summary>
    [Fact]
    public void SignatureProblem_AnyFieldOfTheResultChanged_IsFound()
    {
        string[] notSigned = ["type", "version", "fee", "nodes", "signature"];
        var whole = JsonNode.Parse(SampleLedger.Data("job_1").ToCanonicalJson())!.AsObject();
        foreach (var name in whole.Select(field => field.Key).Except(notSigned))
        {
            var changed = whole.DeepClone();
            changed[name] = Another(whole[name]!);
            if (name == "nodeId")
            {
                changed["nodes"]![0]!["nodeId"] = changed[name]!.DeepClone();
            }

            var data = CompletedJobData.Parse(CanonicalJson.Serialize(JsonElement.Parse(changed.ToJsonString())));
            data.SignatureProblem().ShouldNotBeNull(name);
        }
    }

    [Fact]
    public void SignatureProblem_KeyOfAnotherNode_IsFound()
    {
        using var other = NodeKey.Create();
        var data = SampleLedger.Data("job_1");

        (data with { Nodes = [data.Nodes[0] with { PublicKey = other.PublicKey }] }).SignatureProblem()
            .ShouldBe("the signature of node node_1 does not match the result");
    }

    [Theory]
    [InlineData("weightsDigest", "\"ABC\"", "weightsDigest must be 64 lower-case hex digits")]
    [InlineData("jobId", "\"\"", "jobId must have 1 to 200 characters")]
    [InlineData("jobId", "null", "not the data of a completed job")]
    [InlineData("jobId", "7", "not the data of a completed job")]
    [InlineData("fee", "-1", "fee must be from 0")]
    [InlineData("steps", "9007199254740992", "steps must be from 1 to 9007199254740991")]
    [InlineData("steps", "0.5", "not the data of a completed job")]
    [InlineData("nodes", "[]", "nodes must name the node that signed")]
    [InlineData("nodes", "[null]", "nodes must name the node that signed")]
    [InlineData("extra", "1", "not the data of a completed job")]
    public void Parse_FieldNotInItsForm_IsRefusedByName(string name, string value, string problem)
    {
        var data = JsonNode.Parse(SampleLedger.Data("job_1").ToCanonicalJson())!;
        data[name] = JsonNode.Parse(value);
        var text = CanonicalJson.Serialize(JsonElement.Parse(data.ToJsonString()));

        Should.Throw<LedgerDataException>(() => CompletedJobData.Parse(text)).Message.ShouldContain(problem);
    }

    [Fact]
    public void ToBytes_ScoreNotFinite_IsRefused_SoThatItIsNeverSigned() =>
        Should.Throw<LedgerDataException>(() => ResultStatement.ToBytes("job_1", "att_1", "node_1", 1, SampleLedger.Result() with { Score = double.NaN }))
            .Message.ShouldContain("score");

    private static JsonNode Another(JsonNode value) => value.GetValueKind() == JsonValueKind.Number
        ? value.GetValue<double>() + 1
        : value.GetValue<string>() is { Length: 64 } digest ? SampleLedger.Digest(digest) : $"{value}x";
}
