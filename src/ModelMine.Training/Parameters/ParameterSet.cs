using ModelMine.Core.Formats;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Parameters;

/// <summary>
/// A model's parameters. All lie in one stretch of memory, and so do their gradients: an optimizer makes one pass over both,
/// whatever the model looks like. Each parameter begins at a multiple of <see cref="Alignment"/> numbers; what lies between
/// has no gradient and stays zero. Buffers (such as a batch normalisation's running mean) lie in a stretch of their own: they are
/// saved and loaded with the parameters, but have no gradient, and no optimizer sees them. All begin in the processor's memory, so
/// that a seed means the same weights everywhere; <see cref="MoveTo"/> brings them to another device.
/// </summary>
internal sealed class ParameterSet : IDisposable
{
    /// <summary>Numbers; a whole number of the widest vectors there are.</summary>
    public const int Alignment = 16;

    private readonly ParameterSpec[] _specs;
    private readonly Dictionary<string, Tensor> _byName = [];
    private readonly Dictionary<string, int> _offsets = [];
    private readonly Stretch _weights, _gradients, _buffers;
    private float[]? _mirror;

    /// <param name="specs">The parameters and buffers, in their order.</param>
    /// <param name="seed">The job's seed. Each parameter draws from a stream of its own.</param>
    public ParameterSet(IEnumerable<ParameterSpec> specs, long seed)
    {
        _specs = [.. specs];
        (_weights, _gradients, _buffers) = (new(Length(buffers: false)), new(Length(buffers: false)), new(Length(buffers: true)));
        Count = _specs.Where(spec => !spec.IsBuffer).Sum(spec => spec.Count);
        Lay();
        using var generator = new Generator();
        using var scope = NewDisposeScope();
        for (var i = 0; i < _specs.Length; i++)
        {
            generator.manual_seed((long)SeedMix.Of(seed, Purpose.Weights, i));
            _specs[i].Initialise(_byName[_specs[i].Name].detach(), generator);
        }
    }

    /// <summary>Trainable numbers.</summary>
    public long Count { get; }

    public IEnumerable<ParameterSpec> Specs => _specs;

    /// <summary>Where they lie.</summary>
    public Device Device { get; private set; } = CPU;

    /// <summary>All weights with what lies between, in the processor's memory; valid while they are there.</summary>
    public Span<float> Weights => _weights.Span;

    /// <summary>All gradients, laid out as <see cref="Weights"/>; the optimizer leaves them at zero.</summary>
    public Span<float> Gradients => _gradients.Span;

    /// <summary>All buffers with what lies between, in the processor's memory; empty for a model without them.</summary>
    public Span<float> Buffers => _buffers.Span;

    /// <summary>All weights, wherever they lie. Whoever changes them on a device calls <see cref="NoteChange"/>.</summary>
    public Tensor AllWeights => _weights.Tensor;

    /// <summary>All gradients, wherever they lie.</summary>
    public Tensor AllGradients => _gradients.Tensor;

    /// <summary>The weights to be read by the processor: themselves, or a copy of them as they are now.</summary>
    public ReadOnlySpan<float> ReadableWeights => Device.IsProcessor() ? Weights : _mirror ??= _weights.ToArray();

    public Tensor this[string name] => _byName[name];

    /// <summary>Where a parameter begins in <see cref="Weights"/>; it lies there row by row. Buffers are not there.</summary>
    public int OffsetOf(string name) => _offsets[name];

    /// <summary>Moves all to a device: the tensors by name are new ones.</summary>
    public void MoveTo(Device device)
    {
        if (device.type == Device.type)
        {
            return;
        }

        Release();
        foreach (var stretch in new[] { _weights, _gradients, _buffers })
        {
            stretch.MoveTo(device);
        }

        Device = device;
        Lay();
        NoteChange();
    }

    /// <summary>Says that the weights were changed on their device.</summary>
    public void NoteChange() => _mirror = null;

    /// <summary>Copies of all weights and of all buffers.</summary>
    public (float[] Weights, float[] Buffers) ToArrays() => (_weights.ToArray(), _buffers.ToArray());

    /// <summary>Copies all weights and all buffers to where <see cref="ToArrays"/> once put them.</summary>
    public void CopyTo(float[] weights, float[] buffers)
    {
        _weights.CopyTo(weights);
        _buffers.CopyTo(buffers);
    }

    /// <summary>Takes such copies back.</summary>
    public void CopyFrom(float[] weights, float[] buffers)
    {
        _weights.CopyFrom(weights);
        _buffers.CopyFrom(buffers);
        NoteChange();
    }

    /// <summary>The weights and buffers as tensors of a safetensors file.</summary>
    public IEnumerable<SafetensorsTensor> ToSafetensors(string prefix = "") => _specs.Select(spec =>
        new SafetensorsTensor(prefix + spec.Name, SafetensorsDtype.F32, spec.Shape, stream => TensorBytes.Write(_byName[spec.Name], stream)));

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

            TensorBytes.Read(_byName[spec.Name], bytes => file.Read(name, bytes));
        }

        NoteChange();
    }

    public void Dispose()
    {
        Release();
        _weights.Dispose();
        _gradients.Dispose();
        _buffers.Dispose();
    }

    private long Length(bool buffers) => _specs.Where(spec => spec.IsBuffer == buffers).Sum(spec => Stretch.Padded(spec.Count));

    /// <summary>Makes the tensors by name, over the stretches.</summary>
    private void Lay()
    {
        using var scope = NewDisposeScope();
        var (offset, gradientOffset, bufferOffset) = (0L, 0L, 0L);
        foreach (var spec in _specs)
        {
            if (spec.IsBuffer)
            {
                _byName[spec.Name] = _buffers.Slice(ref bufferOffset, spec).DetachFromDisposeScope();
                continue;
            }

            _offsets[spec.Name] = checked((int)offset);
            var leaf = _weights.Slice(ref offset, spec).detach().requires_grad_().DetachFromDisposeScope();
            // Autograd adds to a gradient that is there in place, so it fills the common stretch.
            leaf.grad = _gradients.Slice(ref gradientOffset, spec);
            _byName[spec.Name] = leaf;
        }
    }

    private void Release()
    {
        foreach (var tensor in _byName.Values)
        {
            tensor.Dispose();
        }
    }
}
