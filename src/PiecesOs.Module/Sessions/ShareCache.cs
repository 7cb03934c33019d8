namespace PiecesOs.Module;

/// <summary>The shares of a server without the contents behind them, kept with the connection.</summary>
internal sealed class ShareCache
{
    private readonly SharedTask<IReadOnlyList<ShareReference>> _reading = new();
    private volatile IReadOnlyList<ShareReference>? _known;

    /// <summary>What is known, however old; <see langword="null"/> until a list was read.</summary>
    public IReadOnlyList<ShareReference>? Known => _known;

    /// <summary>The shares as they are now. Callers that wait for them at the same time share one request.</summary>
    public Task<IReadOnlyList<ShareReference>> ReadAsync(PiecesServer server, CancellationToken cancellationToken) => _reading.JoinAsync(
        server.Timeout,
        async token =>
        {
            var shares = await server.ListSharesAsync(transferables: false, token).ToListAsync(static share => share, token).ConfigureAwait(false);
            return _known = shares.Where(static share => share.Id is { Length: > 0 }).Select(ShareReference.From).ToArray();
        },
        cancellationToken);
}
