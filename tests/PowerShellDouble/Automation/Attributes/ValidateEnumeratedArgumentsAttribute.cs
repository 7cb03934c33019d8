namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute
{
    protected abstract void ValidateElement(object? element);

    protected sealed override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (PSObject.Base(arguments) is null)
            throw new ValidationMetadataException("The argument is null. Provide a valid value for the argument, and then try running the command again.");

        if (LanguagePrimitives.GetEnumerable(arguments) is not { } elements)
        {
            ValidateElement(arguments);
            return;
        }

        foreach (var element in elements)
            ValidateElement(element);
    }
}
