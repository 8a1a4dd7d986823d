using System.Runtime.InteropServices;
using ModelMine.Core.Formats;
using ModelMine.Training.Measures;
using ModelMine.Training.Parameters;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training.Loops;

/// <summary>The epoch that validated best, the first among equals, and its weights and buffers if they are to be kept.</summary>
internal sealed class BestEpoch
{
    private const string WeightsName = "bestWeights";
    private const string BuffersName = "bestBuffers";
    private readonly string _scoreName;
    private readonly ParameterSet? _kept;
    private readonly float[] _weights = [];
    private readonly float[] _buffers = [];
    private double _score;

    /// <param name="scoreName">Name of the score: says which way is better.</param>
    /// <param name="kept">The model whose weights are kept; null to remember the epoch alone.</param>
    public BestEpoch(string scoreName, ParameterSet? kept)
    {
        (_scoreName, _kept) = (scoreName, kept);
        if (kept is not null)
        {
            (_weights, _buffers) = kept.ToArrays();
        }
    }

    /// <summary>Its number, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Takes an epoch's score.</summary>
    public void Take(int epoch, double score)
    {
        if (Number > 0 && !ScoreOrder.IsBetter(_scoreName, score, _score))
        {
            return;
        }

        (Number, _score) = (epoch, score);
        _kept?.CopyTo(_weights, _buffers);
    }

    /// <summary>Gives the model the weights of that epoch, if they were kept.</summary>
    public void Restore()
    {
        if (Number > 0)
        {
            _kept?.CopyFrom(_weights, _buffers);
        }
    }

    public void Save(SnapshotContent content)
    {
        content.Add("bestEpoch", Number);
        content.Add("bestScore", _score);
        if (_kept is not null)
        {
            content.Add([Tensor(WeightsName, _weights), Tensor(BuffersName, _buffers)]);
        }
    }

    public void Load(SnapshotFile snapshot)
    {
        Number = (int)snapshot.Whole("bestEpoch");
        _score = snapshot.Number("bestScore");
        if (_kept is not null)
        {
            snapshot.Tensors.Read(WeightsName, MemoryMarshal.AsBytes(_weights.AsSpan()));
            snapshot.Tensors.Read(BuffersName, MemoryMarshal.AsBytes(_buffers.AsSpan()));
        }
    }

    private static SafetensorsTensor Tensor(string name, float[] numbers) => SafetensorsTensor.FromSingles(name, [numbers.Length], numbers);
}
