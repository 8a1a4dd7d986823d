namespace ModelMine.Core.Contracts;

/// <summary>The state of an attempt. All but <see cref="Running"/> are final.</summary>
public enum AttemptStatus
{
    /// <summary>Its node holds the lease.</summary>
    Running,

    /// <summary>It trained the job to its end.</summary>
    Completed,

    /// <summary>Its trainer failed and said why.</summary>
    Failed,

    /// <summary>Its node fell silent, or came back without it.</summary>
    Lost,

    /// <summary>Its node gave it back unharmed, to shut down.</summary>
    Released,

    /// <summary>The job was called off.</summary>
    Canceled,
}
