using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>Gives a Cloudflare share another name (operation <c>share-update</c>).</summary>
[Cmdlet(VerbsCommon.Set, "CloudflareShare", SupportsShouldProcess = true)]
[OutputType(typeof(CloudflareShare))]
public sealed class SetCloudflareShareCommand : CloudflareShareChangeCmdlet
{
    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <inheritdoc/>
    private protected override async Task ProcessShareAsync(CloudflareShareReference share, CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(share.ToString(), $"Set name to '{DisplayText.Safe(Name)}'").ConfigureAwait(false))
            return;
        var place = PlaceOf(share);
        var result = await Api.ShareUpdateAsync(place.AccountId, place.ShareId, Name, cancellationToken).ConfigureAwait(false);
        Finish(share.Input, $"share {share}", result, CloudflarePolling.UntilNamed(Api, place, Name));
    }
}
