using System.Globalization;
using System.Text.RegularExpressions;

namespace PiecesOs.Module;

/// <summary>Converts text to a time: ISO 8601 in the same way in every culture, any other text with the culture of the session.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex s_iso = new(@"^\s*\d{4}-\d{2}(-\d{2}|\s*$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputObject.Unwrap(inputData) is string text ? Parse(text) : inputData;

    /// <summary>Parses a time.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">The text is not a time.</exception>
    internal static DateTime Parse(string text)
    {
        var culture = s_iso.IsMatch(text) ? CultureInfo.InvariantCulture : CultureInfo.CurrentCulture;
        return DateTime.TryParse(text, culture, DateTimeStyles.None, out var time)
            ? time
            : throw new ArgumentTransformationMetadataException(BindingMessages.NotATime(text));
    }
}
