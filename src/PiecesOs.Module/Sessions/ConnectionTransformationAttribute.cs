namespace PiecesOs.Module;

/// <summary>Accepts a connection, an address, or a deserialized connection.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = (inputData as PSObject)?.BaseObject ?? inputData;
        if (value is null or PiecesOsConnection)
            return value;

        var address = value as Uri ?? (value as string ?? PSObject.AsPSObject(inputData).Properties["Uri"]?.Value?.ToString()) switch
        {
            { } text when Uri.TryCreate(text, UriKind.Absolute, out var parsed) => parsed,
            _ => null,
        };
        return address is { Scheme: "http" or "https" }
            ? PiecesSession.OfThisRunspace().ConnectionTo(address)
            : throw new ArgumentTransformationMetadataException(BindingMessages.NotAConnection(value));
    }
}
