using System.Collections;
using System.Collections.Generic;
using System.Linq;
using RestCore.Json;

namespace PiecesOs.Client;

/// <summary>The assets of one pushed message, and which assets it says are gone.</summary>
public sealed class StreamedAssets : IReadOnlyList<Asset>
{
    private readonly IReadOnlyList<Asset> _assets;

    internal StreamedAssets(IReadOnlyList<Asset> assets, IReadOnlyList<string> removedIds)
    {
        _assets = assets;
        RemovedIds = removedIds;
    }

    /// <summary>The ids of assets that do not belong to the list any more: those with a negative value in <c>indices</c>.</summary>
    public IReadOnlyList<string> RemovedIds { get; }

    /// <summary>How many assets the message carries.</summary>
    public int Count => _assets.Count;

    /// <summary>One of the assets.</summary>
    public Asset this[int index] => _assets[index];

    /// <summary>The assets in the order of the message.</summary>
    public IEnumerator<Asset> GetEnumerator() => _assets.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static IReadOnlyList<string> RemovedIn(JsonValue indices) =>
        indices.EnumerateMembers().Where(static index => index.Value.AsInt64() < 0).Select(static index => index.Key).ToArray();
}
