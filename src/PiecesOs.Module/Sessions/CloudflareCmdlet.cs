using System.Collections;
using CloudflareSharing.Client;

namespace PiecesOs.Module;

/// <summary>A cmdlet that calls Cloudflare Resource Sharing.</summary>
public abstract class CloudflareCmdlet : AsyncCmdlet
{
    private readonly CloudflareSession _session = CloudflareSession.OfThisRunspace();
    private CloudflareSharingConnection? _resolved;
    private IResourceSharingApi? _api;
    private int _isRateLimited;

    /// <summary>
    /// The connection to use, as returned by Connect-CloudflareSharing, or a sandbox. By default, the connection of the session is
    /// used, or else the environment variables CLOUDFLARE_API_TOKEN and so on.
    /// </summary>
    [Parameter]
    [CloudflareConnectionTransformation]
    [ValidateNotNull]
    public CloudflareSharingConnection? Connection { get; set; }

    /// <summary>The ID of the account to use. By default, the account of the input object, or else that of the connection.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccountId { get; set; }

    /// <summary>How many seconds to wait for a response, and with -Wait also for the change to complete. The default is the limit of the connection, and 300 seconds for -Wait.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double? TimeoutSec { get; set; }

    /// <summary>The operations, over the connection in use.</summary>
    /// <exception cref="TerminatingErrorException">There is no connection, so no input can succeed.</exception>
    internal IResourceSharingApi Api => _api ??= Resolve().OpenClient(RequestTimeout, Requests.Report, Requests.MaxBodyBytes, ShowRateLimit);

    /// <summary>The page of all lists together that -Skip and -First select.</summary>
    private protected Page Page => field ??= new Page(this);

    /// <summary>The limit as a time; <see langword="null"/> for the limit of the connection.</summary>
    internal TimeSpan? RequestTimeout => TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The account to use: -AccountId, the account of the input if it is known, or that of the connection.</summary>
    /// <exception cref="InputException">None is known.</exception>
    internal string AccountOf(string? ofInput) =>
        AccountId ?? ofInput ?? Resolve().AccountId ?? throw CloudflareCmdletErrors.AccountRequired();

    /// <summary>The path of a share under the account to use.</summary>
    /// <exception cref="InputException">No account is known, or the ID of the share is that of the account.</exception>
    private protected SharePath PathOf(string shareId, string? accountOfInput)
    {
        var accountId = AccountOf(accountOfInput);
        return string.Equals(accountId, shareId, StringComparison.OrdinalIgnoreCase)
            ? throw CloudflareCmdletErrors.SameId(shareId, "the account")
            : new SharePath(accountId, shareId);
    }

    /// <summary>Writes the result of a change, each item of a list on its own, if -PassThru is specified.</summary>
    private protected void WritePassThru(bool passThru, object? result)
    {
        if (!passThru)
            return;
        foreach (var item in result as IList ?? new[] { result })
            WriteObject(item);
    }

    /// <inheritdoc/>
    protected override ErrorRecord ToErrorRecord(Exception exception, object? target) =>
        CloudflareErrorFactory.Create(exception, target, Requests.Secret);

    /// <summary>Shows how long requests wait for the rate limit. Jobs call it at the same time.</summary>
    private void ShowRateLimit(TimeSpan wait)
    {
        const string activity = "Waiting for Cloudflare's rate limit";
        if (wait == TimeSpan.Zero)
        {
            _isRateLimited = 0;
            ShowProgress(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
            return;
        }

        var seconds = Quantity.Of((long)Math.Ceiling(wait.TotalSeconds), "second");
        if (Interlocked.Exchange(ref _isRateLimited, 1) == 0)
            Requests.ReportWait($"Cloudflare accepts no more requests for {seconds}, so they wait.");
        ShowProgress(new ProgressRecord(0, activity, $"{seconds} left"));
    }

    private CloudflareSharingConnection Resolve()
    {
        try
        {
            _resolved ??= Connection ?? _session.Current() ?? throw CloudflareCmdletErrors.NotConnected();
            Requests.Begin(_resolved.BaseUri, _resolved.Secret);
            return _resolved;
        }
        catch (Exception e) when (e is InputException or ArgumentException)
        {
            throw new TerminatingErrorException(ToErrorRecord(e, target: null));
        }
    }
}

/// <summary>The account and the share in the path of a request.</summary>
internal readonly record struct SharePath(string AccountId, string ShareId);
