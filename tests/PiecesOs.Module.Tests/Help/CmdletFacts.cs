using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PiecesOs.Module.Tests.Conventions;

namespace PiecesOs.Module.Tests.Help;

/// <summary>What a page must say about a cmdlet, read from the cmdlet itself.</summary>
/// <param name="Parameters">The lines of each YAML block, with the parameter's name.</param>
/// <param name="Sets">The parameter sets, empty if there is only one, and whether each is the default.</param>
/// <param name="Outputs">The declared output types.</param>
/// <param name="Operations">The API operations that its XML documentation names.</param>
internal sealed partial record CmdletFacts(
    IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Facts)> Parameters,
    IReadOnlyList<(string Set, bool IsDefault)> Sets,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Operations)
{
    private static readonly Dictionary<string, string> s_summaries = XDocument.Load(ModuleUnderTest.DocumentationOf(ModuleUnderTest.Assembly))
        .Descendants("member").ToDictionary(static member => member.Attribute("name")!.Value, static member => member.Element("summary")?.ToString() ?? string.Empty);

    public static CmdletFacts Of(Type cmdlet)
    {
        var attribute = cmdlet.Attribute();
        var instance = Activator.CreateInstance(cmdlet)!;
        var parameters = cmdlet.Parameters().SelectMany(property => CmdletParameter(property, instance)).ToList();
        if (attribute.SupportsShouldProcess)
        {
            parameters.Add(CommonParameter("WhatIf", "SwitchParameter", "wi", "False"));
            parameters.Add(CommonParameter("Confirm", "SwitchParameter", "cf", "False"));
        }

        if (attribute.SupportsPaging)
        {
            parameters.Add(CommonParameter("First", "UInt64", string.Empty, "None"));
            parameters.Add(CommonParameter("Skip", "UInt64", string.Empty, "None"));
            parameters.Add(CommonParameter("IncludeTotalCount", "SwitchParameter", string.Empty, "False"));
        }

        return new CmdletFacts(
            parameters,
            SetsOf(cmdlet, attribute.DefaultParameterSetName),
            [.. cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(static data => data.Type).Select(static type => type.Name).Where(static type => type != "System.Void")],
            [.. Operation().Matches(s_summaries["T:" + cmdlet.FullName]).Select(static match => match.Groups["name"].Value)]);
    }

    /// <summary>A parameter that differs between parameter sets has one block per variant.</summary>
    private static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Facts)> CmdletParameter(PropertyInfo property, object instance) => property
        .GetCustomAttributes<ParameterAttribute>()
        .GroupBy(static one => (one.Mandatory, one.Position, one.ValueFromPipeline, one.ValueFromPipelineByPropertyName))
        .Select(data => (property.Name, CmdletParameter(property, instance, [.. data])));

    private static IReadOnlyDictionary<string, string> CmdletParameter(PropertyInfo property, object instance, ParameterAttribute[] data)
    {
        var first = data[0];
        string[] pipeline = [.. new[] { first.ValueFromPipelineByPropertyName ? "ByPropertyName" : null, first.ValueFromPipeline ? "ByValue" : null }.OfType<string>()];
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Type"] = type.Name,
            ["Parameter Sets"] = first.ParameterSetName == ParameterAttribute.AllParameterSets ? "(All)" : string.Join(", ", data.Select(static one => one.ParameterSetName)),
            ["Aliases"] = string.Join(", ", property.GetCustomAttributes<AliasAttribute>().SelectMany(static alias => alias.AliasNames)),
            ["Required"] = first.Mandatory ? "True" : "False",
            ["Position"] = first.Position < 0 ? "Named" : first.Position.ToString(CultureInfo.InvariantCulture),
            ["Default value"] = DefaultOf(property.GetValue(instance)),
            ["Accept pipeline input"] = pipeline.Length > 0 ? $"True ({string.Join(", ", pipeline)})" : "False",
            ["Accept wildcard characters"] = property.IsDefined(typeof(SupportsWildcardsAttribute)) ? "True" : "False",
        };
        if (type.IsEnum)
            facts["Accepted values"] = string.Join(", ", Enum.GetNames(type));
        return facts;
    }

    private static (string Name, IReadOnlyDictionary<string, string> Facts) CommonParameter(string name, string type, string alias, string value)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Type"] = type,
            ["Parameter Sets"] = "(All)",
            ["Aliases"] = alias,
            ["Required"] = "False",
            ["Position"] = "Named",
            ["Default value"] = value,
            ["Accept pipeline input"] = "False",
            ["Accept wildcard characters"] = "False",
        };
        return (name, facts);
    }

    private static string DefaultOf(object? value) => value switch
    {
        null or "" or Array => "None",
        SwitchParameter => "False",
        IFormattable known => known.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static IReadOnlyList<(string Set, bool IsDefault)> SetsOf(Type cmdlet, string? defaultSet)
    {
        string[] sets =
        [
            .. cmdlet.Parameters().SelectMany(static property => property.GetCustomAttributes<ParameterAttribute>()).Select(static data => data.ParameterSetName)
                .Append(defaultSet ?? ParameterAttribute.AllParameterSets)
                .Where(static set => set != ParameterAttribute.AllParameterSets).Distinct(StringComparer.Ordinal),
        ];
        return sets.Length == 0 ? [(string.Empty, true)] : [.. sets.Select(set => (set, set == defaultSet))];
    }

    [GeneratedRegex("<c>(?<name>[a-z_-]+)</c>")]
    private static partial Regex Operation();
}
