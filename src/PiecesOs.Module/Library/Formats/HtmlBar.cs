namespace PiecesOs.Module;

/// <summary>A bar of a chart.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Value">The value for the filter of the page.</param>
/// <param name="Count">The number of assets.</param>
internal sealed record HtmlBar(string Label, string Value, int Count);
