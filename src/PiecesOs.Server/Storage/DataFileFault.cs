namespace PiecesOs.Server.Storage;

/// <summary>Why the data file cannot be used.</summary>
internal enum DataFileFault
{
    /// <summary>Any other reason.</summary>
    Unusable,

    /// <summary>Another server uses it.</summary>
    InUse,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The file, its folder or the file system is read-only.</summary>
    ReadOnly,

    /// <summary>The file contains what SQLite cannot have written.</summary>
    Damaged,
}
