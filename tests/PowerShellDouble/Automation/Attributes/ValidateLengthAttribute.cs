namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateLengthAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidateLengthAttribute(int minLength, int maxLength)
    {
        MinLength = minLength;
        MaxLength = maxLength;
    }

    public int MinLength { get; }

    public int MaxLength { get; }

    protected override void ValidateElement(object? element)
    {
        if (PSObject.Base(element) is not string text)
            throw new ValidationMetadataException("The ValidateLength attribute cannot be applied to a value that is not a string.");
        if (text.Length < MinLength || text.Length > MaxLength)
            throw new ValidationMetadataException(
                $"The character length of the {text.Length} argument is outside the allowed {MinLength} to {MaxLength} characters.");
    }
}
