using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelMine.Training.Data.Tables;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Runtime;

/// <summary>
/// What <c>torch.tensor</c> does with an array, which decides where it may be used: it copies the numbers, but into another managed
/// array, that begins wherever the collector put it. Kernels that sum in vectors round differently by where numbers begin. So what
/// is multiplied as a matrix is written into memory of libtorch; <c>torch.tensor</c> remains for indices, for what is multiplied number by number,
/// and for what is copied on at once.
/// </summary>
[Collection(TorchTests.Name)]
public sealed class TensorMemoryTests
{
    /// <summary>Bytes; what libtorch's own memory begins at a multiple of.</summary>
    private const nint Line = 64;

    [Fact]
    public void Tensor_OfAnArray_DoesNotFollowTheArray()
    {
        using var scope = NewDisposeScope();
        float[] numbers = [1, 2, 3];
        var made = tensor(numbers);
        var shaped = tensor(numbers, [3, 1]);

        numbers.AsSpan().Fill(7);

        made.data<float>().ToArray().ShouldBe([1, 2, 3]);
        shaped.data<float>().ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Tensor_OfAnArray_DoesNotLieWhereLibtorchAligns()
    {
        using var scope = NewDisposeScope();

        // Arrays of lengths that leave each place within a line to the next.
        var places = Enumerable.Range(0, 200).Select(i => Address(tensor(new float[i % 13 + 1])) % Line).ToList();

        places.ShouldContain(place => place != 0, "torch.tensor aligns now: tables could use it again");
        Enumerable.Range(0, 200).Select(i => Address(empty(i % 13 + 1)) % Line).ShouldAllBe(place => place == 0);
    }

    [Theory]
    [InlineData("species")]
    [InlineData("body_mass_g")]
    public void Rows_OfATable_LieWhereLibtorchAligns(string target)
    {
        var config = Configs.Parse($$"""{"dataset":"penguins","target":"{{target}}"}""");
        var data = TableFiles.Read(new() { Config = config, Folder = "", DatasetFolder = "", Threads = 1 });
        using var scope = NewDisposeScope();

        for (var rows = 1; rows < 60; rows++)
        {
            var batch = data.Take(data.Split.Train.AsSpan(0, rows));
            (Address(batch.Inputs) % Line).ShouldBe(0);
            if (batch.Targets.dtype == ScalarType.Float32) (Address(batch.Targets) % Line).ShouldBe(0);
        }
    }

    private static nint Address(Tensor tensor) => Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(tensor.bytes));
}
