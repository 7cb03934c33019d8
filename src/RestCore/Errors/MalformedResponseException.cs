using System;

namespace RestCore;

/// <summary>The answer is not the JSON that the operation promises, or it breaks off.</summary>
public sealed class MalformedResponseException : RestException
{
    /// <summary>Names the operation and the place.</summary>
    public MalformedResponseException(string operation, long byteOffset, string problem, Exception? innerException = null)
        : base(operation, FormattableString.Invariant($"The answer to {operation} is malformed at byte {byteOffset}: {problem}."), innerException) =>
        ByteOffset = byteOffset;

    /// <summary>Where in the (decompressed) body, counted from 0.</summary>
    public long ByteOffset { get; }
}
