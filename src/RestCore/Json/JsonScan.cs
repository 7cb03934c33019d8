namespace RestCore.Json;

/// <summary>Where a <see cref="JsonValueScanner"/> has come to.</summary>
internal enum JsonScan
{
    /// <summary>To the end of the bytes; the value goes on.</summary>
    More,

    /// <summary>To the end of the value.</summary>
    End,

    /// <summary>Into an array of numbers that has gone on for a while.</summary>
    Numbers,
}
