using System.Runtime.InteropServices;
using ModelMine.Core.Formats;
using ModelMine.Training.Randomness;
using static TorchSharp.torch;

namespace ModelMine.Training.Parameters;

/// <summary>
/// A model's parameters. All lie in one stretch of memory, and so do their gradients: an optimizer makes one pass over both,
/// whatever the model looks like. Each parameter begins at a multiple of <see cref="Alignment"/> numbers; what lies between
/// has no gradient and stays zero. Buffers (such as a batch normalisation's running mean) lie in a stretch of their own: they are
/// saved and loaded with the parameters, but have no gradient, and no optimizer sees them.
/// </summary>
internal sealed class ParameterSet : IDisposable
{
    /// <summary>Numbers; a whole number of the widest vectors there are.</summary>
    public const int Alignment = 16;

    private readonly ParameterSpec[] _specs;
    private readonly Dictionary<string, Tensor> _byName = [];
    private readonly Dictionary<string, int> _offsets = [];
    private readonly Tensor _weights;
    private readonly Tensor _gradients;
    private readonly Tensor _buffers;

    /// <param name="specs">The parameters and buffers, in their order.</param>
    /// <param name="seed">The job's seed. Each parameter draws from a stream of its own.</param>
    public ParameterSet(IEnumerable<ParameterSpec> specs, long seed)
    {
        _specs = [.. specs];
        _weights = Stretch(buffers: false);
        _gradients = zeros_like(_weights).DetachFromDisposeScope();
        _buffers = Stretch(buffers: true);
        Count = _specs.Where(spec => !spec.IsBuffer).Sum(spec => spec.Count);
        using var generator = new Generator();
        using var scope = NewDisposeScope();
        var (offset, bufferOffset) = (0L, 0L);
        for (var i = 0; i < _specs.Length; i++)
        {
            var spec = _specs[i];
            generator.manual_seed((long)SeedMix.Of(seed, Purpose.Weights, i));
            if (spec.IsBuffer)
            {
                _byName.Add(spec.Name, Fill(spec, _buffers, ref bufferOffset, generator).DetachFromDisposeScope());
                continue;
            }

            _offsets.Add(spec.Name, checked((int)offset));
            var gradient = _gradients.narrow(0, offset, spec.Count).view(spec.Shape);
            var leaf = Fill(spec, _weights, ref offset, generator).detach().requires_grad_().DetachFromDisposeScope();
            // Autograd adds to a gradient that is there in place, so it fills the common stretch.
            leaf.grad = gradient;
            _byName.Add(spec.Name, leaf);
        }
    }

    /// <summary>Trainable numbers.</summary>
    public long Count { get; }

    public IEnumerable<ParameterSpec> Specs => _specs;

    /// <summary>All weights with what lies between; valid while this object lives.</summary>
    public Span<float> Weights => MemoryMarshal.Cast<byte, float>(_weights.bytes);

    /// <summary>All gradients, laid out as <see cref="Weights"/>; the optimizer leaves them at zero.</summary>
    public Span<float> Gradients => MemoryMarshal.Cast<byte, float>(_gradients.bytes);

    /// <summary>All buffers with what lies between; empty for a model without them.</summary>
    public Span<float> Buffers => MemoryMarshal.Cast<byte, float>(_buffers.bytes);

    public Tensor this[string name] => _byName[name];

    /// <summary>Where a parameter begins in <see cref="Weights"/>; it lies there row by row. Buffers are not there.</summary>
    public int OffsetOf(string name) => _offsets[name];

    /// <summary>The weights and buffers as tensors of a safetensors file.</summary>
    public IEnumerable<SafetensorsTensor> ToSafetensors(string prefix = "") => _specs.Select(spec =>
        new SafetensorsTensor(prefix + spec.Name, SafetensorsDtype.F32, spec.Shape, stream => stream.Write(Bytes(spec.Name))));

    /// <summary>Takes the weights and buffers from a file.</summary>
    /// <exception cref="SafetensorsException">A tensor is missing or has another shape.</exception>
    public void Load(SafetensorsFile file, string prefix = "")
    {
        foreach (var spec in _specs)
        {
            var name = prefix + spec.Name;
            if (file.Tensors.TryGetValue(name, out var entry) && !entry.Shape.SequenceEqual(spec.Shape))
            {
                throw new SafetensorsException($"{name} has the shape [{string.Join(", ", entry.Shape)}], not [{string.Join(", ", spec.Shape)}].");
            }

            file.Read(name, Bytes(spec.Name));
        }
    }

    public void Dispose()
    {
        foreach (var leaf in _byName.Values)
        {
            leaf.Dispose();
        }

        _weights.Dispose();
        _gradients.Dispose();
        _buffers.Dispose();
    }

    private Tensor Stretch(bool buffers) =>
        zeros(_specs.Where(spec => spec.IsBuffer == buffers).Sum(spec => Padded(spec.Count))).DetachFromDisposeScope();

    private static Tensor Fill(ParameterSpec spec, Tensor stretch, ref long offset, Generator generator)
    {
        var slice = stretch.narrow(0, offset, spec.Count).view(spec.Shape);
        spec.Initialise(slice, generator);
        offset += Padded(spec.Count);
        return slice;
    }

    private Span<byte> Bytes(string name) => _byName[name].bytes;

    private static long Padded(long count) => (count + Alignment - 1) / Alignment * Alignment;
}
