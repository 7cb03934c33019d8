using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace PowerShellDouble.Binding;

/// <summary>A parameter as declared: its property, its names and what each parameter set says of it.</summary>
internal sealed class CmdletParameter
{
    public CmdletParameter(PropertyInfo property)
    {
        Property = property;
        var attributes = property.GetCustomAttributes(inherit: false);
        Aliases = [.. attributes.OfType<AliasAttribute>().SelectMany(a => a.AliasNames)];
        Sets = [.. attributes.OfType<ParameterAttribute>().Select(a => new ParameterSetData(a))];
        Transformations = [.. attributes.OfType<ArgumentTransformationAttribute>()];
        Validations = [.. attributes.OfType<ValidateArgumentsAttribute>()];
        AllowsNull = attributes.OfType<AllowNullAttribute>().Any();
        AllowsEmptyString = attributes.OfType<AllowEmptyStringAttribute>().Any();
        AllowsEmptyCollection = attributes.OfType<AllowEmptyCollectionAttribute>().Any();
    }

    public PropertyInfo Property { get; }

    public string Name => Property.Name;

    public Type Type => Property.PropertyType;

    public IReadOnlyList<string> Aliases { get; }

    public IReadOnlyList<ParameterSetData> Sets { get; }

    public IReadOnlyList<ArgumentTransformationAttribute> Transformations { get; }

    public IReadOnlyList<ValidateArgumentsAttribute> Validations { get; }

    public bool AllowsNull { get; }

    public bool AllowsEmptyString { get; }

    public bool AllowsEmptyCollection { get; }

    public bool IsInAllSets => Sets.Any(s => s.IsAllSets);

    public bool IsMandatorySomewhere => Sets.Any(s => s.Attribute.Mandatory);

    public uint SetFlags => Sets.Aggregate(0u, (flags, s) => flags | s.Flag);

    public bool HasName(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ParameterSetData> Matching(uint sets) => Sets.Where(s => s.IsAllSets || (s.Flag & sets) != 0);

    public bool TakesPipeline(uint sets) => Matching(sets).Any(s => s.TakesPipeline);
}
