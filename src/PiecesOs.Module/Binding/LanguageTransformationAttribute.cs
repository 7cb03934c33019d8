using System.Collections;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Accepts one language or several in any spelling and converts each to the documented one. An unknown language is rejected, because the server would store it and no client could show it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LanguageTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputObject.Unwrap(inputData) is IList list ? list.Cast<object?>().Select(Find).ToArray() : Find(inputData);

    private static object? Find(object? input)
    {
        if (InputObject.Unwrap(input) is not string { Length: > 0 } text)
            return input;
        if (Languages.Find(text) is { } language)
            return language;
        var similar = Languages.Known.Where(known => text.Length > 1 && known.IndexOf(text.Substring(0, 2), StringComparison.OrdinalIgnoreCase) == 0).Take(5).ToArray();
        throw new ArgumentTransformationMetadataException(BindingMessages.NotALanguage(text, similar));
    }
}
