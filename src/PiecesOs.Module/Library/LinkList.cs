using System.Globalization;
using System.Net;
using System.Text;
using PiecesOs.Client;
using RestCore;

namespace PiecesOs.Module;

/// <summary>
/// Exports the share links: each share as the server sent it, a list of the links for a spreadsheet, and a copy of what a link shows
/// if it is not among the assets. Links of an earlier export that the server no longer lists are kept.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="folder">The folder of the export.</param>
/// <param name="removeMissing">Whether to remove links that the server no longer lists.</param>
/// <param name="isPart">Whether to export only the links of exported assets, and those of the earlier export.</param>
internal sealed class LinkList(PiecesServer server, ExportFolder folder, bool removeMissing, bool isPart)
{
    private readonly List<ListedLink> _links = [];

    /// <summary>The number of links.</summary>
    public int Count => _links.Count;

    /// <summary>Writes the shares to a temporary file.</summary>
    /// <param name="isExported">Whether the export contains the asset with this ID.</param>
    /// <param name="report">Receives the reason if the shares could not be read.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<FileDigest> WriteSharesAsync(Func<string, bool> isExported, Action<string> report, CancellationToken cancellationToken)
    {
        using var lines = new JsonLinesWriter(folder.UnfinishedShares);
        var listed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var earlier = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (isPart && File.Exists(folder.Shares))
        {
            await foreach (var share in JsonLines.ReadSharesAsync(folder.Shares, cancellationToken).ConfigureAwait(false))
                earlier.Add(share.Id ?? string.Empty);
        }

        var isWhole = await TryAsync(ListAsync, report, cancellationToken).ConfigureAwait(false);
        if ((!removeMissing || !isWhole) && File.Exists(folder.Shares))
        {
            await foreach (var share in JsonLines.ReadSharesAsync(folder.Shares, cancellationToken).ConfigureAwait(false))
            {
                if (share.Id is not { } id || listed.Add(id))
                    Add(share, isListed: false);
            }
        }

        foreach (var link in _links.Where(link => link is { IsListed: true, AssetIds: [var asset] } && !isExported(asset)))
            await TryAsync(() => SaveCopyAsync(link, cancellationToken), report, cancellationToken).ConfigureAwait(false);
        return lines.Finish();

        async Task ListAsync()
        {
            await foreach (var share in server.ListSharesAsync(transferables: false, cancellationToken).ConfigureAwait(false))
            {
                if (Belongs(share) && (share.Id is not { } id || listed.Add(id)))
                    Add(share, isListed: true);
            }
        }

        bool Belongs(Share share) => !isPart || earlier.Contains(share.Id ?? string.Empty)
            || share.Assets.Select(static asset => asset.Id).Append(share.AssetId).OfType<string>().Any(isExported);

        void Add(Share share, bool isListed)
        {
            lines.Write(share);
            _links.Add(ListedLink.From(share, isListed));
        }
    }

    /// <summary>Writes the list of the links.</summary>
    /// <param name="entries">The entries of the completed manifest.</param>
    public async Task WriteListAsync(IAsyncEnumerable<ManifestEntry> entries)
    {
        var ids = new HashSet<string>(_links.SelectMany(static link => link.AssetIds), StringComparer.OrdinalIgnoreCase);
        var assets = new Dictionary<string, ManifestEntry>(StringComparer.OrdinalIgnoreCase);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            if (entry.Id is { } id && ids.Contains(id))
                assets[id] = entry;
        }

        var text = new StringBuilder();
        AppendRow(text, "Link", "Name", "Access", "Created", "Listed", "ShareId", "AssetId", "Asset", "LocalCopy");
        foreach (var link in _links)
        {
            foreach (var asset in link.AssetIds.DefaultIfEmpty(string.Empty))
            {
                assets.TryGetValue(asset, out var entry);
                var copy = entry?.ContentFile is { } file ? $"content/{file}" : link.Copy;
                AppendRow(
                    text, link.Address, link.Name, link.Access, link.Created?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    link.IsListed ? "True" : "False", link.Id, asset, entry?.Name, copy);
            }
        }

        using var content = new MemoryStream(new UTF8Encoding(encoderShouldEmitUTF8Identifier: true).GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray());
        OutputFile.Write(folder.Links, content, overwrite: true);
    }

    /// <summary>Saves what a link shows, if the asset is no longer in the library.</summary>
    private async Task SaveCopyAsync(ListedLink link, CancellationToken cancellationToken)
    {
        var share = await server.Client.Shares.SharesSpecificShareSnapshotAsync(link.Id!, transferables: true, cancellationToken).ConfigureAwait(false);
        if (share.Asset is not { } asset || AssetFile.Of(asset) is not { } file)
            return;
        var name = file.Name.With("." + link.Id!.Substring(0, Math.Min(8, link.Id.Length)));
        OutputFile.Attempt(folder.LinkContents, () => Directory.CreateDirectory(folder.LinkContents));
        using var content = file.Content.OpenRead();
        OutputFile.Write(System.IO.Path.Combine(folder.LinkContents, name), content, overwrite: true);
        link.Copy = $"links/{name}";
    }

    /// <summary>Whether a request succeeded. A server without shares is not a failure.</summary>
    private async Task<bool> TryAsync(Func<Task> read, Action<string> report, CancellationToken cancellationToken)
    {
        try
        {
            await read().ConfigureAwait(false);
            return true;
        }
        catch (RestStatusException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return false;
        }
        catch (Exception e) when (e is RestException or InvalidDataException && !cancellationToken.IsCancellationRequested)
        {
            report(server.DescribeFailure(e));
            return false;
        }
    }

    private static void AppendRow(StringBuilder text, params string?[] fields)
    {
        for (var i = 0; i < fields.Length; i++)
            text.Append(i == 0 ? string.Empty : ",").Append('"').Append(fields[i]?.Replace("\"", "\"\"")).Append('"');
        text.Append("\r\n");
    }

    /// <summary>A link.</summary>
    private sealed record ListedLink(string? Id, string? Address, string? Name, string? Access, DateTimeOffset? Created, IReadOnlyList<string> AssetIds, bool IsListed)
    {
        /// <summary>The relative path of what it shows, if that is not an asset of the export.</summary>
        public string? Copy { get; set; }

        public static ListedLink From(Share share, bool isListed)
        {
            var assets = share.Assets.Select(static asset => asset.Id).OfType<string>().ToArray();
            return new ListedLink(
                share.Id, share.Link, share.Name, share.Access, share.Created, assets.Length > 0 ? assets : share.AssetId is { } asset ? [asset] : [], isListed);
        }
    }
}
