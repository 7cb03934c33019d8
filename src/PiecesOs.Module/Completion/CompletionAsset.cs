using System.Collections.Generic;
using System.Linq;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>What completion needs of an asset, so that the cache does not keep the rest.</summary>
internal sealed class CompletionAsset
{
    public CompletionAsset(Asset asset)
    {
        Id = asset.Id ?? string.Empty;
        Name = asset.Name ?? string.Empty;
        Language = asset.Language;
        Tags = asset.Tags.Select(static tag => tag.Text).OfType<string>().ToArray();
    }

    public string Id { get; }

    public string Name { get; }

    public string? Language { get; }

    public IReadOnlyList<string> Tags { get; }
}
