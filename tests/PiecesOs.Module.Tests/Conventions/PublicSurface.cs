using System.Management.Automation;
using System.Reflection;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>What scripts can use: the cmdlets with their parameters, and the types that they accept, emit and report in errors, with their members.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> s_ours = [.. ModuleUnderTest.Shipped.Select(static assembly => assembly.GetName().Name!)];

    /// <summary>The cmdlets, then the types: a line with the name, and an indented line for each member.</summary>
    public static IReadOnlyList<string> List(IReadOnlyList<CmdletInfo> cmdlets, IReadOnlyList<Assembly> assemblies)
    {
        return
        [
            .. cmdlets.OrderBy(static cmdlet => cmdlet.Name, StringComparer.Ordinal).SelectMany(static cmdlet => Entry(cmdlet.Name, LinesOf(cmdlet))),
            .. TypesOf(cmdlets, assemblies).OrderBy(static type => type.FullName, StringComparer.Ordinal).SelectMany(static type => Entry(NameOf(type), LinesOf(type))),
        ];
    }

    /// <summary>The lines that only one of two listings has, each with the name of its cmdlet or type.</summary>
    public static IReadOnlyList<string> Compare(IEnumerable<string> listed, IEnumerable<string> actual)
    {
        string[] before = [.. Qualify(listed)];
        string[] after = [.. Qualify(actual)];
        return
        [
            .. before.Except(after, StringComparer.Ordinal).Select(static line => "removed: " + line),
            .. after.Except(before, StringComparer.Ordinal).Select(static line => "added:   " + line),
        ];
    }

    private static IEnumerable<string> Entry(string name, IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal).Select(static line => "  " + line).Prepend(name);

    private static IEnumerable<string> Qualify(IEnumerable<string> lines)
    {
        var name = string.Empty;
        foreach (var line in lines)
        {
            if (line.StartsWith(' '))
            {
                yield return $"{name} {line.Trim()}";
            }
            else
            {
                name = line;
                yield return name;
            }
        }
    }

    private static IEnumerable<string> LinesOf(CmdletInfo cmdlet) =>
    [
        .. cmdlet.OutputType.Where(static type => type.Type != typeof(void)).Select(static type => $"output {NameOf(type.Type)}").Distinct(StringComparer.Ordinal),
        .. cmdlet.ParameterSets.Where(static set => set.IsDefault && set.Name != ParameterAttribute.AllParameterSets).Select(static set => $"default set {set.Name}"),
        .. cmdlet.ParameterSets.SelectMany(static set => set.Parameters.Select(parameter => (Set: set.Name, Line: LineOf(parameter), parameter.Name)))
            .Where(static parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .GroupBy(static parameter => parameter.Line, StringComparer.Ordinal)
            .Select(parameter => parameter.Count() == cmdlet.ParameterSets.Count
                ? parameter.Key
                : $"{parameter.Key}; sets {string.Join(", ", parameter.Select(static one => one.Set).Order(StringComparer.Ordinal))}"),
    ];

    private static string LineOf(CommandParameterInfo parameter)
    {
        string?[] facts =
        [
            $"-{parameter.Name}: {NameOf(parameter.ParameterType)}",
            parameter.IsMandatory ? "required" : null,
            parameter.Position >= 0 ? FormattableString.Invariant($"position {parameter.Position}") : null,
            parameter.ValueFromPipeline ? "from pipeline" : null,
            parameter.ValueFromPipelineByPropertyName ? "from pipeline by property name" : null,
            parameter.Aliases.Count > 0 ? $"aliases {string.Join(", ", parameter.Aliases.Order(StringComparer.Ordinal))}" : null,
            .. parameter.Attributes.Select(ValuesOf).Order(StringComparer.Ordinal),
        ];
        return string.Join("; ", facts.OfType<string>());
    }

    /// <summary>The values that an attribute of a parameter allows.</summary>
    private static string? ValuesOf(Attribute attribute) => attribute switch
    {
        SupportsWildcardsAttribute => "wildcards",
        ValidateSetAttribute set => $"one of {string.Join(", ", set.ValidValues)}",
        ValidateRangeAttribute range => FormattableString.Invariant($"from {range.MinRange} to {range.MaxRange}"),
        ValidateCountAttribute count => FormattableString.Invariant($"{count.MinLength} to {count.MaxLength} elements"),
        _ => null,
    };

    /// <summary>The types of the module in parameters and output, its exceptions, and the types of their members.</summary>
    private static HashSet<Type> TypesOf(IEnumerable<CmdletInfo> cmdlets, IEnumerable<Assembly> assemblies)
    {
        var next = new Stack<Type>(cmdlets
            .SelectMany(static cmdlet => cmdlet.OutputType.Select(static output => output.Type).Concat(cmdlet.Parameters.Values.Select(static parameter => parameter.ParameterType)))
            .Concat(assemblies.SelectMany(static assembly => assembly.GetExportedTypes()).Where(static type => typeof(Exception).IsAssignableFrom(type))));
        var types = new HashSet<Type>();
        while (next.TryPop(out var type))
        {
            Type[] inner = type.HasElementType ? [type.GetElementType()!] : type.GetGenericArguments();
            if (IsOurs(type) && !type.HasElementType && types.Add(type) && !type.IsEnum)
                inner = [.. inner, .. BaseOf(type), .. PropertiesOf(type).Select(static property => property.PropertyType), .. MethodsOf(type).Select(static method => method.ReturnType)];
            foreach (var one in inner)
                next.Push(one);
        }

        return types;
    }

    private static IEnumerable<string> LinesOf(Type type) => type.IsEnum ? Enum.GetNames(type) :
    [
        .. BaseOf(type).Select(static parent => $"base {NameOf(parent)}"),
        .. PropertiesOf(type).Select(static property => $"{Static(property.GetMethod!)}{property.Name}: {NameOf(property.PropertyType)}{(property.SetMethod is { IsPublic: true } ? "; can be set" : null)}"),
        .. MethodsOf(type).Select(static method =>
            $"{Static(method)}{method.Name}({string.Join(", ", method.GetParameters().Select(static parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}"))}): {NameOf(method.ReturnType)}"),
    ];

    private static Type[] BaseOf(Type type) => type.BaseType is { } parent && IsOurs(parent) ? [parent] : [];

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties(Declared).Where(static property => property.GetMethod is { IsPublic: true });

    /// <summary>The methods, without those that every object or every record has.</summary>
    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetMethods(Declared)
        .Where(static method => !method.IsSpecialName && method.Name is not (nameof(Equals) or nameof(GetHashCode) or nameof(ToString) or "Deconstruct" or "<Clone>$"));

    private static bool IsOurs(Type type) => s_ours.Contains(type.Assembly.GetName().Name!);

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : string.Empty;

    /// <summary>The name that PowerShell shows, without the assembly, which it adds for a type that is not the only one of its name.</summary>
    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return NameOf(value) + "?";
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        return type.IsGenericType
            ? $"{type.FullName!.Split('`')[0]}[{string.Join(',', type.GetGenericArguments().Select(NameOf))}]"
            : LanguagePrimitives.ConvertTo<string>(type).Split(',')[0];
    }
}
