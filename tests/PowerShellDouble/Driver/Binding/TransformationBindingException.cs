using System;
using System.Management.Automation;

namespace PowerShellDouble.Binding;

internal sealed class TransformationBindingException(string errorId, ErrorCategory category, string message, InvocationInfo invocation, Exception inner)
    : ParameterBindingException(errorId, category, message, invocation, inner)
{
    /// <summary>Whether the transformation merely found that the value is none of its own.</summary>
    public bool IsInvalidCast =>
        InnerException is PSInvalidCastException or ArgumentTransformationMetadataException { InnerException: PSInvalidCastException };
}
