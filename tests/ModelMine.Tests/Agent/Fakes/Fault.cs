namespace ModelMine.Tests.Agent.Fakes;

/// <summary>What goes wrong with one request.</summary>
internal enum Fault
{
    /// <summary>The server takes it, and the answer is lost on the way back.</summary>
    AnswerLost,

    /// <summary>The connection breaks before the server took it.</summary>
    RequestLost,

    /// <summary>The server answers 503.</summary>
    Unavailable,

    /// <summary>The server answers 400.</summary>
    Refused,

    /// <summary>The server takes half of the body, and the connection breaks.</summary>
    HalfTaken,
}
