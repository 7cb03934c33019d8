namespace System.Management.Automation;

public sealed class PagingParameters
{
    internal PagingParameters()
    {
    }

    public ulong First { get; set; } = ulong.MaxValue;

    public ulong Skip { get; set; }

    public SwitchParameter IncludeTotalCount { get; set; }

    public PSObject NewTotalCount(ulong totalCount, double accuracy)
    {
        var count = new PSObject(totalCount);
        count.Properties.Add(new PSNoteProperty("Accuracy", accuracy));
        return count;
    }
}
