using System.Collections;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>The assets of one pushed message, and which assets it says are gone.</summary>
public sealed class StreamedAssets : IReadOnlyList<Asset>
{
    private readonly IReadOnlyList<Asset> _assets;

    private StreamedAssets(IReadOnlyList<Asset> assets, IReadOnlyList<string> removedIds)
    {
        _assets = assets;
        RemovedIds = removedIds;
    }

    /// <summary>The IDs of assets that do not belong to the list any more: those with a negative value in <c>indices</c>.</summary>
    public IReadOnlyList<string> RemovedIds { get; }

    /// <summary>How many assets the message carries.</summary>
    public int Count => _assets.Count;

    /// <summary>One of the assets.</summary>
    public Asset this[int index] => _assets[index];

    /// <summary>The assets in the order of the message.</summary>
    public IEnumerator<Asset> GetEnumerator() => _assets.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The assets of a message. One that the message removes is not among them, also when the message carries it.</summary>
    internal static StreamedAssets From(JsonValue message, IEnumerable<Asset> assets)
    {
        var removed = PiecesOs.Client.RemovedIds.In(message.Member("indices"));
        return new StreamedAssets(assets.Where(asset => !removed.Contains(asset.Id)).ToArray(), removed.All.ToArray());
    }
}
