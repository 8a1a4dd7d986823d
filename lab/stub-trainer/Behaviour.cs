namespace ModelMine.StubTrainer;

/// <summary>What a stub does once it has worked for its time.</summary>
internal enum Behaviour
{
    /// <summary>Writes a result.</summary>
    Completes,

    /// <summary>Crashes in native code (SIGSEGV).</summary>
    Crashes,

    /// <summary>Takes memory without end.</summary>
    TakesMemory,

    /// <summary>Says and does nothing more.</summary>
    Hangs,

    /// <summary>Writes lines that are no messages, without end.</summary>
    FloodsLines,

    /// <summary>Writes messages that are well formed, without end.</summary>
    FloodsMessages,

    /// <summary>Writes files without end.</summary>
    FillsDisk,

    /// <summary>Ends without a word.</summary>
    EndsSilently,

    /// <summary>Crashes unless it went on from a snapshot; then it completes.</summary>
    CrashesOnce,

    /// <summary>Goes on talking, and gets no further.</summary>
    Stalls,
}
