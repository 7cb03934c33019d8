namespace System.Management.Automation;

public enum ProgressRecordType
{
    Processing = 0,
    Completed = 1,
}
