namespace ModelMine.Server.Shell.Logging;

/// <summary>For whom the log is written.</summary>
public enum LogFormat
{
    /// <summary>For people: a readable line a happening.</summary>
    Text,

    /// <summary>For programs: a JSON object a line.</summary>
    Json,
}
