using System.Collections.Generic;
using System.Linq;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateSetAttribute : ValidateEnumeratedArgumentsAttribute
{
    public ValidateSetAttribute(params string[] validValues) => ValidValues = validValues;

    public IList<string> ValidValues { get; }

    public bool IgnoreCase { get; set; } = true;

    protected override void ValidateElement(object? element)
    {
        var comparer = IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        if (!ValidValues.Contains(element?.ToString() ?? "", comparer))
            throw new ValidationMetadataException(
                $"The argument \"{element}\" does not belong to the set \"{string.Join(',', ValidValues)}\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.");
    }
}
