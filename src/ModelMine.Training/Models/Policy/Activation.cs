namespace ModelMine.Training.Models.Policy;

/// <summary>What stands between two layers.</summary>
internal enum Activation
{
    Relu,
    Tanh,
}
