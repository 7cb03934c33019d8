using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Accepts a language in any spelling and converts it to the documented one. An unknown language is rejected, because the server would store it and no client could show it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (InputObject.Unwrap(inputData) is not string { Length: > 0 } text)
            return inputData;
        if (Languages.Find(text) is { } language)
            return language;
        var similar = Languages.Known.Where(known => text.Length > 1 && known.IndexOf(text.Substring(0, 2), StringComparison.OrdinalIgnoreCase) == 0).Take(5).ToArray();
        throw new ArgumentTransformationMetadataException(BindingMessages.NotALanguage(text, similar));
    }
}
