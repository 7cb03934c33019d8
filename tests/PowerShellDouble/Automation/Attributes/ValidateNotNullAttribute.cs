namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullAttribute : NullValidationAttributeBase
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (PSObject.Base(arguments) is null)
            throw Failure("is null");

        foreach (var element in LanguagePrimitives.GetEnumerable(arguments) ?? Array.Empty<object>())
        {
            if (PSObject.Base(element) is null)
                throw Failure("collection contains a null value");
        }
    }
}
