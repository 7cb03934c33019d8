namespace PiecesOs.Module;

/// <summary>Gets the connection that the session uses, from Connect-CloudflareSharing or the environment variables, if any.</summary>
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
