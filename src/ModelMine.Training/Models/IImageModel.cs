using ModelMine.Training.Parameters;
using static TorchSharp.torch;

namespace ModelMine.Training.Models;

/// <summary>A classifier of images.</summary>
internal interface IImageModel
{
    ParameterSet Parameters { get; }

    /// <param name="images">Shape [images, channels, rows, columns], normalised.</param>
    /// <param name="dropout">Null when the model is measured.</param>
    /// <returns>Shape [images, classes], unnormalised log-probabilities.</returns>
    Tensor Forward(Tensor images, Dropout? dropout);
}
