using System;
using System.Management.Automation;
using System.Reflection;

namespace PowerShellDouble.Binding;

/// <summary>Brings one value into one parameter: transformations, conversion, validation, assignment.</summary>
internal sealed class ArgumentBinder(Cmdlet cmdlet, EngineIntrinsics engine, BindingErrors errors)
{
    /// <summary>False where the value does not fit as it is and conversion was not asked for.</summary>
    public bool TryBind(CmdletParameter parameter, object? value, bool coerce, out object? bound)
    {
        bound = Transform(parameter, value);
        if (coerce)
            bound = Coerce(parameter, bound);
        else if (!ArgumentFit.AsItIs(parameter.Type, ref bound))
            return false;

        Validate(parameter, bound);
        try
        {
            // The engine leaves a value type alone when it is given null.
            if (bound is not null || !parameter.Type.IsValueType)
                parameter.Property.SetValue(cmdlet, bound);
        }
        catch (TargetInvocationException e)
        {
            throw errors.CannotSet(parameter, e.InnerException!);
        }

        return true;
    }

    private object? Transform(CmdletParameter parameter, object? value)
    {
        foreach (var transformation in parameter.Transformations)
        {
            if (value is null && !parameter.IsMandatorySomewhere && !transformation.TransformNullOptionalParameters)
                continue;
            try
            {
                value = transformation.Transform(engine, value);
            }
            catch (Exception e)
            {
                throw errors.Transformation(parameter, e);
            }
        }

        return value;
    }

    private object? Coerce(CmdletParameter parameter, object? value)
    {
        if (value is null && parameter.Type == typeof(bool))
            throw errors.Empty(parameter, "NullNotAllowed", "null");
        try
        {
            return ArgumentFit.Coerce(parameter.Type, value);
        }
        catch (PSInvalidCastException e)
        {
            throw errors.CannotConvert(parameter, value, e);
        }
        catch (NotSupportedException e)
        {
            throw errors.CannotConvert(parameter, value, e);
        }
    }

    private void Validate(CmdletParameter parameter, object? value)
    {
        foreach (var validation in parameter.Validations)
        {
            try
            {
                validation.InternalValidate(value, engine);
            }
            catch (Exception e)
            {
                throw errors.Validation(parameter, e);
            }
        }

        if (parameter.IsMandatorySomewhere)
            RefuseEmpty(parameter, value);
    }

    private void RefuseEmpty(CmdletParameter parameter, object? value)
    {
        RefuseEmptyValue(parameter, value, parameter.Type);
        if (value is null || !ArgumentFit.IsCollection(parameter.Type, out var element))
            return;

        var any = false;
        foreach (var item in LanguagePrimitives.GetEnumerable(value)!)
        {
            any = true;
            if (element is not { IsValueType: true })
                RefuseEmptyValue(parameter, item, element ?? typeof(object));
        }

        if (!any && !parameter.AllowsEmptyCollection)
            throw errors.Empty(parameter, parameter.Type.IsArray ? "EmptyArrayNotAllowed" : "EmptyCollectionNotAllowed", "an empty array");
    }

    private void RefuseEmptyValue(CmdletParameter parameter, object? value, Type type)
    {
        if (value is null && type != typeof(bool?) && !parameter.AllowsNull)
            throw errors.Empty(parameter, "NullNotAllowed", "null");
        if (value is "" && type == typeof(string) && !parameter.AllowsEmptyString)
            throw errors.Empty(parameter, "EmptyStringNotAllowed", "an empty string");
    }
}
