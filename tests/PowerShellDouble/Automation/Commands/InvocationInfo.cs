using System.Collections.Generic;

namespace System.Management.Automation;

public class InvocationInfo
{
    internal InvocationInfo(CommandInfo command, bool expectingInput)
    {
        MyCommand = command;
        InvocationName = command.Name;
        ExpectingInput = expectingInput;
    }

    public CommandInfo MyCommand { get; }

    public string InvocationName { get; internal set; }

    public Dictionary<string, object?> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool ExpectingInput { get; internal set; }

    public string Line => InvocationName;

    public int PipelineLength => ExpectingInput ? 2 : 1;

    public int PipelinePosition => PipelineLength;
}
