using System.Collections;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullOrEmptyAttribute : NullValidationAttributeBase
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (PSObject.Base(arguments) is null or "")
            throw Failure("is null or empty");

        var value = PSObject.Base(arguments);
        if (value is IDictionary { Count: 0 })
            throw Failure("is null, empty, or an element of the argument collection contains a null value");
        if (LanguagePrimitives.GetEnumerable(value) is not { } elements)
            return;

        var any = false;
        foreach (var element in elements)
        {
            any = true;
            if (PSObject.Base(element) is null or "")
                throw Failure("is null, empty, or an element of the argument collection contains a null value");
        }

        if (!any)
            throw Failure("is null, empty, or an element of the argument collection contains a null value");
    }
}
