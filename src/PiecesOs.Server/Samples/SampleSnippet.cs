namespace PiecesOs.Server.Samples;

/// <summary>One hand-written snippet that samples are made from.</summary>
internal sealed record SampleSnippet(string Title, string Ext, string Topic, string Text);
