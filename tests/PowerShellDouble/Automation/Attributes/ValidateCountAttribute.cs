using System.Linq;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateCountAttribute : ValidateArgumentsAttribute
{
    public ValidateCountAttribute(int minLength, int maxLength)
    {
        MinLength = minLength;
        MaxLength = maxLength;
    }

    public int MinLength { get; }

    public int MaxLength { get; }

    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        var count = PSObject.Base(arguments) is null ? 0 : LanguagePrimitives.GetEnumerable(arguments)?.Cast<object?>().Count() ?? -1;
        if (count < 0)
            throw new ValidationMetadataException("The ValidateCount attribute cannot be applied to a parameter that is not an array.");
        if (count < MinLength || count > MaxLength)
            throw new ValidationMetadataException(
                $"The parameter requires at least {MinLength} value(s) and no more than {MaxLength} value(s) - {count} value(s) were provided.");
    }
}
