using System.Management.Automation;
using System.Reflection;
using CloudflareSharing.Client;
using PiecesOs.Client;
using RestCore.Http;

namespace PiecesOs.Module.Tests.Conventions;

/// <summary>The built module and its sources.</summary>
internal static class ModuleUnderTest
{
    public static Assembly Assembly { get; } = typeof(PiecesCmdlet).Assembly;

    /// <summary>All assemblies of the module itself.</summary>
    public static IReadOnlyList<Assembly> Shipped { get; } = [Assembly, typeof(PiecesClient).Assembly, typeof(IResourceSharingApi).Assembly, typeof(RestClient).Assembly];

    public static IReadOnlyList<Type> Cmdlets { get; } =
        [.. Assembly.GetExportedTypes().Where(static type => type.IsDefined(typeof(CmdletAttribute), inherit: false))];

    /// <summary>The solution folder.</summary>
    public static string Root => StagedModule.Root;

    public static CmdletAttribute Attribute(this Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    public static string Name(this Type cmdlet) => $"{cmdlet.Attribute().VerbName}-{cmdlet.Attribute().NounName}";

    /// <summary>The parameters as PowerShell sees them. A property that is overridden without an attribute is not a parameter.</summary>
    public static IReadOnlyList<PropertyInfo> Parameters(this Type cmdlet) =>
        [.. cmdlet.GetProperties().Where(static property => property.IsDefined(typeof(ParameterAttribute), inherit: false))];

    /// <summary>The XML documentation file of a shipped assembly, in the output folder of its project.</summary>
    public static string DocumentationOf(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        var configuration = assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(Root, "src", assembly == Assembly ? "PiecesOs.Module" : name, "bin", configuration, "net8.0", name + ".xml");
    }
}
