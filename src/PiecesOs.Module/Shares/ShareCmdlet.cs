using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PiecesOs.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that does something with shares that the user names.</summary>
public abstract class ShareCmdlet : PiecesCmdlet
{
    private ShareResolver? _resolver;

    /// <summary>The shares: objects, ids, links, short codes or names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "ShareId", "Link")]
    [ShareReferenceTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    [ValidateNotNull]
    public ShareReference[] Share { get; set; } = [];

    /// <summary>What is done to a share, as -WhatIf and -Confirm say it.</summary>
    protected abstract string Action { get; }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var reference in Share)
        {
            await ForInputAsync(reference.Input, async () =>
            {
                if (!await ShouldProcessAsync(reference.ToString(), Action).ConfigureAwait(false))
                    return;
                var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
                _resolver ??= new ShareResolver(client);
                var id = await _resolver.GetIdAsync(reference, cancellationToken).ConfigureAwait(false);
                await ProcessShareAsync(client, id, reference, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Does it.</summary>
    private protected abstract Task ProcessShareAsync(
        PiecesClient client, string id, ShareReference reference, CancellationToken cancellationToken);
}
