using System;
using System.Management.Automation;

namespace PowerShellDouble.Binding;

internal sealed class ValidationBindingException(string errorId, string message, InvocationInfo invocation, Exception? inner = null)
    : ParameterBindingException(errorId, ErrorCategory.InvalidData, message, invocation, inner);
