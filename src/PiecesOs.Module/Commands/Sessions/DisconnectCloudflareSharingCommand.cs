namespace PiecesOs.Module;

/// <summary>Closes a connection. By default, closes the connection of the session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "CloudflareSharing")]
[OutputType(typeof(void))]
public sealed class DisconnectCloudflareSharingCommand : PSCmdlet
{
    /// <summary>The connection to close, as returned by Connect-CloudflareSharing.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [CloudflareConnectionTransformation]
    [ValidateNotNull]
    public CloudflareSharingConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = CloudflareSession.OfThisRunspace();
        if ((Connection ?? session.Chosen) is not { } connection)
            return;
        session.Forget(connection);
        connection.Dispose();
    }
}
