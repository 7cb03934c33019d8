using System.Collections.Generic;

namespace System.Management.Automation;

public class InformationRecord
{
    public InformationRecord(object messageData, string source)
    {
        MessageData = messageData;
        Source = source;
    }

    public object MessageData { get; internal set; }

    public string Source { get; set; }

    public DateTime TimeGenerated { get; set; } = DateTime.Now;

    public List<string> Tags { get; } = [];

    public override string ToString() => MessageData?.ToString() ?? "";
}
