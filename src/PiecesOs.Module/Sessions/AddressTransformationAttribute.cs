using RestCore.Http;

namespace PiecesOs.Module;

/// <summary>Converts text to an address. The engine would do the same, but its error shows the password that an address may carry.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (((inputData as PSObject)?.BaseObject ?? inputData) is not string text)
            return inputData;
        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw new ArgumentTransformationMetadataException($"'{DisplayText.Of(text)}' is not an http or https address.");
    }

    /// <summary>The address without its user name and password, as the target of an error.</summary>
    internal static Uri WithoutUserInfo(Uri address)
    {
        var hidden = UserInfo.Hide(address.OriginalString);
        return hidden == address.OriginalString ? address : new Uri(hidden.Replace("***@", string.Empty), UriKind.RelativeOrAbsolute);
    }
}
