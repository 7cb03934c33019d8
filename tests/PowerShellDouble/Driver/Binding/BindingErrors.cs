using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PowerShellDouble.Binding;

/// <summary>The binder's errors, with the engine's ids and words.</summary>
internal sealed class BindingErrors(InvocationInfo invocation)
{
    public static bool HasInvalidCast(Exception? e)
    {
        while (e is not null and not PSInvalidCastException)
            e = e.InnerException;
        return e is not null;
    }

    public ParameterBindingException NotFound(string name) =>
        new("NamedParameterNotFound", ErrorCategory.InvalidArgument, $"A parameter cannot be found that matches parameter name '{name}'.", invocation) { ParameterName = name };

    public ParameterBindingException AlreadyBound(CmdletParameter parameter) =>
        new("ParameterAlreadyBound", ErrorCategory.InvalidArgument, $"Cannot bind parameter because parameter '{parameter.Name}' is specified more than once.", invocation) { ParameterName = parameter.Name };

    public ParameterBindingException AmbiguousSet() =>
        new(
            "AmbiguousParameterSet",
            ErrorCategory.InvalidArgument,
            "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.",
            invocation);

    public ParameterBindingException MissingMandatory(IEnumerable<CmdletParameter> missing) =>
        new(
            "MissingMandatoryParameter",
            ErrorCategory.InvalidArgument,
            $"Cannot process command because of one or more missing mandatory parameters: {Names(missing)}.",
            invocation) { ParameterName = Names(missing) };

    public ParameterBindingException CannotConvert(CmdletParameter parameter, object? value, Exception inner) =>
        new("CannotConvertArgumentNoMessage", ErrorCategory.InvalidArgument, $"Cannot bind parameter '{parameter.Name}'. {inner.Message}", invocation, inner)
        {
            ParameterName = parameter.Name,
            ParameterType = parameter.Type,
            TypeSpecified = value?.GetType(),
        };

    public ParameterBindingException CannotSet(CmdletParameter parameter, Exception inner) =>
        new("ParameterBindingFailed", ErrorCategory.WriteError, $"Cannot bind argument to parameter '{parameter.Name}'. {inner.Message}", invocation, inner) { ParameterName = parameter.Name };

    public ParameterBindingException Transformation(CmdletParameter parameter, Exception inner) =>
        new TransformationBindingException("ParameterArgumentTransformationError", ErrorCategory.InvalidData, $"Cannot process argument transformation on parameter '{parameter.Name}'. {inner.Message}", invocation, inner)
        {
            ParameterName = parameter.Name,
            ParameterType = parameter.Type,
        };

    public ParameterBindingException Validation(CmdletParameter parameter, Exception inner) =>
        new ValidationBindingException("ParameterArgumentValidationError", $"Cannot validate argument on parameter '{parameter.Name}'. {inner.Message}", invocation, inner)
        {
            ParameterName = parameter.Name,
            ParameterType = parameter.Type,
        };

    /// <summary><paramref name="what"/> ends the error id: NullNotAllowed, EmptyStringNotAllowed...</summary>
    public ParameterBindingException Empty(CmdletParameter parameter, string what, string words) =>
        new ValidationBindingException("ParameterArgumentValidationError" + what, $"Cannot bind argument to parameter '{parameter.Name}' because it is {words}.", invocation)
        {
            ParameterName = parameter.Name,
            ParameterType = parameter.Type,
        };

    public ErrorRecord NotBound(object? input) => OfRecord(
        "InputObjectNotBound",
        "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.",
        input);

    public ErrorRecord RecordLacks(object? input, IEnumerable<CmdletParameter> missing) => OfRecord(
        "InputObjectMissingMandatory",
        $"The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  {Names(missing)}",
        input);

    private static string Names(IEnumerable<CmdletParameter> parameters) => string.Join(' ', parameters.Select(p => p.Name));

    private ErrorRecord OfRecord(string errorId, string message, object? input)
    {
        var exception = new ParameterBindingException(errorId, ErrorCategory.InvalidArgument, message, invocation) { TypeSpecified = input?.GetType() };
        exception.ErrorRecord.SetTargetObject(input);
        return exception.ErrorRecord;
    }
}
