#if NETFRAMEWORK
using System.Reflection;

namespace PiecesOs.Module;

/// <summary>
/// Does on .NET Framework what the load context does on PowerShell 7. PiecesOs.psm1 loads the module with <see cref="Assembly.LoadFile(string)"/>,
/// so its references are resolved here unless .NET Framework itself has the assembly: to the files beside it, in whatever version,
/// and for the assemblies among these files only, so that no other module is affected.
/// </summary>
internal static class OwnAssemblies
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(OwnAssemblies).Assembly.Location)!;

    /// <summary>PiecesOs.psm1 runs this. It runs once, however many sessions of the process import the module.</summary>
    static OwnAssemblies() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { IsDynamic: false } requesting
            || !string.Equals(Path.GetDirectoryName(requesting.Location), s_folder, StringComparison.OrdinalIgnoreCase))
            return null;
        var file = Path.Combine(s_folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFile(file) : null;
    }
}
#endif
