using System.Runtime.InteropServices;
using ModelMine.Core.Formats;
using ModelMine.Training.Randomness;

namespace ModelMine.Training.Models.Dqn;

/// <summary>The last transitions, in a ring.</summary>
internal sealed class ReplayMemory(int capacity, int observationLength)
{
    private readonly float[] _before = new float[(long)capacity * observationLength];
    private readonly float[] _after = new float[(long)capacity * observationLength];
    private readonly int[] _actions = new int[capacity];
    private readonly float[] _rewards = new float[capacity];
    private readonly float[] _goesOn = new float[capacity];
    private long _added;

    /// <summary>Transitions that are remembered.</summary>
    public int Count => (int)Math.Min(_added, capacity);

    /// <summary>Remembers a transition, in place of the oldest when it is full.</summary>
    /// <param name="before">What was seen before the action.</param>
    /// <param name="action">The action.</param>
    /// <param name="reward">What it brought.</param>
    /// <param name="after">What was seen after it.</param>
    /// <param name="terminated">Whether the world came to its end; being cut off is none, the future would have had worth.</param>
    public void Add(ReadOnlySpan<float> before, int action, float reward, ReadOnlySpan<float> after, bool terminated)
    {
        var place = (int)(_added % capacity);
        before.CopyTo(_before.AsSpan(place * observationLength));
        after.CopyTo(_after.AsSpan(place * observationLength));
        _actions[place] = action;
        _rewards[place] = reward;
        _goesOn[place] = terminated ? 0 : 1;
        _added++;
    }

    /// <summary>Draws transitions, each as likely as the others, with replacement.</summary>
    public void Draw(TransitionBatch batch, SeededRandom random)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var place = random.NextInt32(Count);
            _before.AsSpan(place * observationLength, observationLength).CopyTo(batch.Before[(i * observationLength)..]);
            _after.AsSpan(place * observationLength, observationLength).CopyTo(batch.After[(i * observationLength)..]);
            batch.Actions[i] = _actions[place];
            batch.Rewards[i] = _rewards[place];
            batch.GoesOn[i] = _goesOn[place];
        }
    }

    public IEnumerable<SafetensorsTensor> ToSafetensors(string prefix) =>
    [
        SafetensorsTensor.FromSingles(prefix + "before", [Count, observationLength], _before.AsMemory(0, Count * observationLength)),
        SafetensorsTensor.FromSingles(prefix + "after", [Count, observationLength], _after.AsMemory(0, Count * observationLength)),
        new(prefix + "actions", SafetensorsDtype.I32, [Count], stream => stream.Write(MemoryMarshal.AsBytes(_actions.AsSpan(0, Count)))),
        SafetensorsTensor.FromSingles(prefix + "rewards", [Count], _rewards.AsMemory(0, Count)),
        SafetensorsTensor.FromSingles(prefix + "goesOn", [Count], _goesOn.AsMemory(0, Count)),
    ];

    /// <param name="file">Where it was saved.</param>
    /// <param name="prefix">As it was saved with.</param>
    /// <param name="added">Transitions that were ever added.</param>
    public void Load(SafetensorsFile file, string prefix, long added)
    {
        _added = added;
        Take("before", _before, Count * observationLength);
        Take("after", _after, Count * observationLength);
        Take("actions", _actions, Count);
        Take("rewards", _rewards, Count);
        Take("goesOn", _goesOn, Count);

        void Take<T>(string name, T[] destination, int count) where T : struct
        {
            if (!file.Tensors.TryGetValue(prefix + name, out var entry) || entry.Count != count)
            {
                throw new SafetensorsException($"The snapshot has no {prefix}{name} of {count:N0} numbers.");
            }

            file.Read(entry.Name, MemoryMarshal.AsBytes(destination.AsSpan(0, count)));
        }
    }
}
