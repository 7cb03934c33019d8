using System.Reflection;
#if !NETFRAMEWORK
using System.Runtime.Loader;
#endif

namespace PiecesOs.Module;

/// <summary>
/// Makes the assemblies of the module use the libraries beside them, whatever another module has loaded. PiecesOs.Loader loads this assembly
/// with <see cref="Assembly.LoadFile(string)"/> and runs the static constructor. It runs once, however many sessions of the process import
/// the module.
/// </summary>
internal static class OwnAssemblies
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(OwnAssemblies).Assembly.Location)!;

    /// <summary>The folder with all assemblies. If this one is compiled for a platform, it is the folder above.</summary>
    private static readonly string s_allFolder = File.Exists(Path.Combine(s_folder, "..", "PiecesOs.dll")) ? Path.GetDirectoryName(s_folder)! : s_folder;

    /// <summary>The folder of the module, with the manifest.</summary>
    public static string ModuleFolder { get; } = Path.GetDirectoryName(s_allFolder)!;

#if NETFRAMEWORK
    /// <summary>
    /// References are resolved here unless .NET Framework itself has the assembly: to the files beside it, in whatever version, and for
    /// the assemblies among these files only, so that no other module is affected.
    /// </summary>
    static OwnAssemblies() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { IsDynamic: false } requesting
            || !string.Equals(Path.GetDirectoryName(requesting.Location), s_folder, StringComparison.OrdinalIgnoreCase))
            return null;
        var file = Path.Combine(s_folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFile(file) : null;
    }
#else
    /// <summary>
    /// LoadFile has created a load context, in which references are resolved first. All assemblies of the module are loaded into it: those
    /// that are compiled for this platform, and the others from the folder above.
    /// </summary>
    static OwnAssemblies()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(OwnAssemblies).Assembly)!;
        foreach (var file in Directory.GetFiles(s_allFolder, "*.dll"))
        {
            var compiled = Path.Combine(s_folder, Path.GetFileName(file));
            context.LoadFromAssemblyPath(File.Exists(compiled) ? compiled : file);
        }
    }
#endif
}
