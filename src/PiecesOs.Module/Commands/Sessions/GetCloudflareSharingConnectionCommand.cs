namespace PiecesOs.Module;

/// <summary>
/// Returns the connection that the session uses: the one of Connect-CloudflareSharing, or that of the environment variables;
/// nothing when there is neither. Never shows the token or key, and sends nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CloudflareSharingConnection")]
[OutputType(typeof(CloudflareSharingConnection))]
public sealed class GetCloudflareSharingConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (CloudflareSession.OfThisRunspace().Current() is { } connection)
                WriteObject(connection);
        }
        catch (Exception e) when (e is InputException or ArgumentException)
        {
            WriteError(CloudflareErrorFactory.Create(e, target: null, secret: null));
        }
    }
}
