namespace System.Management.Automation;

public class PSCustomObject
{
    private PSCustomObject()
    {
    }

    internal static PSCustomObject Self { get; } = new();

    public override string ToString() => "";
}
