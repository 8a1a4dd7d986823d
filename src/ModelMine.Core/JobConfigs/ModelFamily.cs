namespace ModelMine.Core.JobConfigs;

/// <summary>The kinds of models that ModelMine trains; <c>modelType</c> in a job config, in lower case.</summary>
public enum ModelFamily
{
    /// <summary>Fully connected image classifier.</summary>
    Mlp,

    /// <summary>Convolutional image classifier.</summary>
    Cnn,

    /// <summary>Residual network: a deep convolutional image classifier.</summary>
    ResNet,

    /// <summary>Language model, decoder only.</summary>
    Transformer,

    /// <summary>Classifier of short texts, encoder only.</summary>
    TextClassifier,

    /// <summary>Deep Q-network that learns to act in an environment.</summary>
    Dqn,

    /// <summary>Actor and critic that learn to act in an environment by proximal policy optimisation.</summary>
    Ppo,
}
