namespace PiecesOs.Module;

/// <summary>Collects the bytes of a pipeline, which become one asset.</summary>
internal sealed class ByteInput
{
    private readonly List<byte> _bytes = [];
    private int _others;

    /// <summary>Adds what the parameter contains: bytes, or numbers that are not bytes.</summary>
    public void Add(Array input)
    {
        if (input is byte[] bytes)
            _bytes.AddRange(bytes);
        else
            _others += input.Length;
    }

    /// <summary>All bytes.</summary>
    /// <param name="name">The name for the asset.</param>
    /// <exception cref="InputException">There are numbers among the input, or there is no name.</exception>
    public byte[] ToArray(string? name)
    {
        if (_others > 0)
            throw InputErrors.NotBytes(_others);
        return name is { Length: > 0 } ? _bytes.ToArray() : throw InputErrors.NameRequired(_bytes.Count);
    }
}

/// <summary>
/// Accepts bytes, one by one or as arrays. Numbers bind as well, so that they are reported once, and not as one error for each number.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ByteTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => InputObject.Unwrap(inputData) switch
    {
        byte one => new[] { one },
        byte[] bytes => bytes,
        object[] list when list.Length > 0 && Array.TrueForAll(list, static item => InputObject.Unwrap(item) is byte) =>
            Array.ConvertAll(list, static item => (byte)InputObject.Unwrap(item)!),
        { } number when InputObject.TextOfNumber(inputData) is not null => new[] { number },
        _ => inputData,
    };
}
