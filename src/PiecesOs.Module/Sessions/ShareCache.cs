using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>The shares of a server without their assets, cached with the connection.</summary>
internal sealed class ShareCache
{
    private readonly SharedTask<IReadOnlyList<Share>> _reading = new();
    private volatile IReadOnlyList<Share>? _known;

    /// <summary>The cached shares, of any age; <see langword="null"/> until a list was read.</summary>
    public IReadOnlyList<Share>? Known => _known;

    /// <summary>The current shares. Concurrent callers share one request.</summary>
    public Task<IReadOnlyList<Share>> ReadAsync(PiecesServer server, CancellationToken cancellationToken) => _reading.JoinAsync(
        server.Timeout,
        async token =>
        {
            var shares = await server.ListSharesAsync(transferables: false, token).ToListAsync(static share => share, token).ConfigureAwait(false);
            return _known = shares.Where(static share => share.Id is { Length: > 0 }).ToArray();
        },
        cancellationToken);
}
