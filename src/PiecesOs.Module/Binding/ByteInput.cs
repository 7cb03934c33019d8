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
/// PowerShell would convert any other object to an array, so it is rejected in the way that makes PowerShell try the other parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ByteTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether an object is a byte or a number, or a list of these.</summary>
    public static bool IsBytesOrNumbers(object? input) => InputObject.Unwrap(input) switch
    {
        byte or byte[] => true,
        object[] { Length: > 0 } list => Array.TrueForAll(list, static item => InputObject.Unwrap(item) is byte || InputObject.TextOfNumber(item) is not null),
        _ => InputObject.TextOfNumber(input) is not null,
    };

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputObject.Unwrap(inputData);
        if (value is null)
            return null;
        if (!IsBytesOrNumbers(inputData))
        {
            var problem = BindingMessages.NotBytes(value);
            throw new ArgumentTransformationMetadataException(problem, new PSInvalidCastException(problem));
        }

        return value switch
        {
            byte one => new[] { one },
            byte[] bytes => bytes,
            object[] list when Array.TrueForAll(list, static item => InputObject.Unwrap(item) is byte) =>
                Array.ConvertAll(list, static item => (byte)InputObject.Unwrap(item)!),
            object[] numbers => numbers,
            _ => new[] { value },
        };
    }
}
