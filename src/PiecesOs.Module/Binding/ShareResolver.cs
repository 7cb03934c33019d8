using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>Finds shares by link, code, name or pattern. The shares are listed once for a whole pipeline.</summary>
/// <param name="server">The server.</param>
/// <param name="readsFromServer">Whether the list is read from the server for this pipeline, because a mistake cannot be undone.</param>
internal sealed class ShareResolver(PiecesServer server, bool readsFromServer)
{
    private ShareNames? _current;

    /// <summary>The ID of the share.</summary>
    /// <exception cref="InputException">No share has that code or name, or several have the name.</exception>
    public async Task<string> GetIdAsync(ShareReference reference, CancellationToken cancellationToken)
    {
        if (reference.Id is { } known)
            return known;
        var code = reference.Code!;

        // The code of a share never changes. A name can be reused for another share.
        if (!readsFromServer && server.Connection.Shares.Known is { } shares && new ShareNames(shares).WithCode(reference)?.Id is { } id)
            return id;
        var names = await GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        return (names.WithCode(reference) ?? names.Index.Find(code))?.Id ?? throw InputErrors.ShareNotFound(code);
    }

    /// <summary>The shares that match a pattern.</summary>
    /// <exception cref="InputException">The pattern itself is the name of several shares.</exception>
    public async Task<IReadOnlyList<ShareReference>> MatchAsync(ShareReference pattern, CancellationToken cancellationToken)
    {
        var names = await GetCurrentAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Share> shares = names.WithCode(pattern) is { } share ? [share] : names.Index.FindAll(pattern.Code!);
        return shares.Select(ShareReference.From).ToArray();
    }

    private async Task<ShareNames> GetCurrentAsync(CancellationToken cancellationToken) =>
        _current ??= new ShareNames(await server.Connection.Shares.ReadAsync(server, cancellationToken).ConfigureAwait(false));

    private sealed class ShareNames(IReadOnlyList<Share> shares)
    {
        public NameIndex<Share> Index { get; } = new("Share", shares, static share => share.Name, static share => share.Id);

        public Share? WithCode(ShareReference named) =>
            named.Link?.FindIn(shares)
            ?? shares.FirstOrDefault(share => share.Short == named.Code)
            ?? shares.FirstOrDefault(share => string.Equals(share.Id, named.Code, StringComparison.OrdinalIgnoreCase));
    }
}
