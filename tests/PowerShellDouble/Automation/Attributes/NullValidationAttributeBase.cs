namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class NullValidationAttributeBase : ValidateArgumentsAttribute
{
    private protected static ValidationMetadataException Failure(string what) =>
        new($"The argument {what}. Provide a valid value for the argument, and then try running the command again.");
}
