namespace PiecesOs.Module;

/// <summary>A cmdlet that changes Cloudflare shares that the user names.</summary>
public abstract class CloudflareShareChangeCmdlet : CloudflareSilentCmdlet
{
    /// <summary>The shares: objects or ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "ShareId")]
    [CloudflareShareTransformation]
    [ValidateNotNull]
    public CloudflareShareReference[] Share { get; set; } = [];

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var share in Share)
            await ForInputAsync(share.Input, () => ProcessShareAsync(share, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Asks, and changes the share.</summary>
    private protected abstract Task ProcessShareAsync(CloudflareShareReference share, CancellationToken cancellationToken);
}
