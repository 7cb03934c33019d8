using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that does something with shares that the user names.</summary>
public abstract class ShareCmdlet : PiecesCmdlet
{
    /// <summary>The shares: objects, ids, links, short codes, names or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ShareId", "Link")]
    [SupportsWildcards]
    [ShareReferenceTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateNotNull]
    public ShareReference[] Share { get; set; } = [];

    /// <summary>What is done to a share, as -WhatIf and -Confirm say it.</summary>
    protected abstract string Action { get; }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await foreach (var reference in EachAsync(Share, cancellationToken).ConfigureAwait(false))
        {
            await ForInputAsync(reference.Input, async () =>
            {
                if (!await ShouldProcessAsync(reference.ToString(), Action).ConfigureAwait(false))
                    return;
                var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
                var shares = await GetShareResolverAsync(cancellationToken).ConfigureAwait(false);
                var id = await shares.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
                await ProcessShareAsync(client, id, reference, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Does it.</summary>
    private protected abstract Task ProcessShareAsync(
        PiecesClient client, string id, ShareReference reference, CancellationToken cancellationToken);
}
