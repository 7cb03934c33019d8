namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Class)]
public abstract class CmdletCommonMetadataAttribute : Attribute
{
    public string? DefaultParameterSetName { get; set; }

    public bool SupportsShouldProcess { get; set; }

    public bool SupportsPaging { get; set; }

    public bool SupportsTransactions { get; set; }

    public ConfirmImpact ConfirmImpact { get; set; } = ConfirmImpact.Medium;

    public string HelpUri { get; set; } = "";

    public RemotingCapability RemotingCapability { get; set; } = RemotingCapability.PowerShell;
}
