using System.Management.Automation;
using System.Reflection;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>The built module, and where its sources lie.</summary>
internal static class ModuleUnderTest
{
    public static Assembly Assembly { get; } = typeof(PiecesCmdlet).Assembly;

    public static IReadOnlyList<Type> Cmdlets { get; } =
        [.. Assembly.GetExportedTypes().Where(static type => type.IsDefined(typeof(CmdletAttribute), inherit: false))];

    /// <summary>The folder of the solution.</summary>
    public static string Root => StagedModule.Root;

    public static CmdletAttribute Attribute(this Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    public static string Name(this Type cmdlet) => $"{cmdlet.Attribute().VerbName}-{cmdlet.Attribute().NounName}";

    /// <summary>The parameters as the engine finds them: what a class overrides without an attribute is not one.</summary>
    public static IReadOnlyList<PropertyInfo> Parameters(this Type cmdlet) =>
        [.. cmdlet.GetProperties().Where(static property => property.IsDefined(typeof(ParameterAttribute), inherit: false))];

    /// <summary>The documentation file of an assembly that ships. It lies where the assembly was built.</summary>
    public static string DocumentationOf(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        var configuration = assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(Root, "src", assembly == Assembly ? "PiecesOs.Module" : name, "bin", configuration, "net8.0", name + ".xml");
    }
}
