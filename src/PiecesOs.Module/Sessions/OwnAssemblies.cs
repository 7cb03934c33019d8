#if NETFRAMEWORK
using System.Reflection;

namespace PiecesOs.Module;

/// <summary>
/// Windows PowerShell ignores binding redirects of a module, so an assembly of the module that references another version of a
/// dependency would not find it. It is resolved here, only for this module's assemblies and their dependencies.
/// </summary>
internal static class OwnAssemblies
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(OwnAssemblies).Assembly.Location)!;

    public static void Register() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    public static void Unregister() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { IsDynamic: false } asking
            || !string.Equals(Path.GetDirectoryName(asking.Location), s_folder, StringComparison.OrdinalIgnoreCase))
            return null;
        var file = Path.Combine(s_folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
#endif
