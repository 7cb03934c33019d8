using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that speaks to Cloudflare Resource Sharing.</summary>
public abstract class CloudflareCmdlet : RestCmdlet
{
    /// <summary>The largest page that the service sends.</summary>
    internal const int PerPage = 100;

    private readonly CloudflareSession _session = CloudflareSession.OfThisRunspace();
    private CloudflareSharingConnection? _resolved;
    private IResourceSharingApi? _api;

    /// <summary>
    /// The connection to use, as returned by Connect-CloudflareSharing, or a sandbox, with its test token and test account. Without
    /// it the session's is used, and without that one the environment variables CLOUDFLARE_API_TOKEN and so on.
    /// </summary>
    [Parameter]
    [CloudflareConnectionTransformation]
    [ValidateNotNull]
    public CloudflareSharingConnection? Connection { get; set; }

    /// <summary>
    /// The account in whose name to ask. Without it: the account that the given object was got from, then that of the connection.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccountId { get; set; }

    /// <summary>The operations, over the connection in use.</summary>
    /// <exception cref="TerminatingErrorException">There is no connection: no input could succeed.</exception>
    private protected IResourceSharingApi Api => _api ??= Resolve().OpenClient(RequestTimeout, Trace, TracedBodyBytes);

    /// <summary>The account in whose name to ask.</summary>
    /// <param name="ofInput">The account that the input was got from, if that is known.</param>
    /// <exception cref="InputException">None is known.</exception>
    private protected string AccountOf(string? ofInput) =>
        AccountId ?? ofInput ?? Resolve().AccountId ?? throw CloudflareInputErrors.AccountRequired();

    /// <summary>Account and id of a share.</summary>
    private protected SharePlace PlaceOf(CloudflareShareReference share) => new(AccountOf(share.AccountId), share.Id);

    /// <summary>Account and share of a recipient or resource; what the user says goes before what the object says.</summary>
    /// <exception cref="InputException">Account or share is not known.</exception>
    private protected SharePlace PlaceOf(CloudflareItemReference item, CloudflareShareReference? share) =>
        new(AccountOf(share?.AccountId ?? item.AccountId), share?.Id ?? item.ShareId ?? throw CloudflareInputErrors.ShareRequired(item.Id));

    /// <summary>Tells -IncludeTotalCount that the server tells no number beforehand.</summary>
    private protected void WriteTotalCount()
    {
        if (PagingParameters.IncludeTotalCount)
            WriteObject(PagingParameters.NewTotalCount(0, accuracy: 0));
    }

    /// <summary>Emits what -Skip and -First let through, and reads no further than that.</summary>
    private protected async Task WritePageAsync<T>(IAsyncEnumerable<T> list, Page page)
    {
        await foreach (var one in list.ConfigureAwait(false))
        {
            if (page.Takes())
                WriteObject(one);
            if (page.IsFull)
                return;
        }
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) =>
        CloudflareErrorFactory.Create(exception, target, Secret);

    /// <inheritdoc/>
    private protected override SecretText? Secret => _resolved?.Secret;

    private CloudflareSharingConnection Resolve()
    {
        try
        {
            return _resolved ??= Connection ?? _session.Current() ?? throw CloudflareInputErrors.NotConnected();
        }
        catch (Exception e) when (e is InputException or ArgumentException)
        {
            throw new TerminatingErrorException(ToErrorRecord(e, target: null));
        }
    }
}
