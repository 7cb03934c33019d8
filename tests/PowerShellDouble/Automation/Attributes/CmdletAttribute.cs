namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Class)]
public sealed class CmdletAttribute : CmdletCommonMetadataAttribute
{
    public CmdletAttribute(string verbName, string nounName)
    {
        VerbName = verbName;
        NounName = nounName;
    }

    public string VerbName { get; }

    public string NounName { get; }
}
