using System.Runtime.Loader;

namespace PiecesOs.Tests.Support;

/// <summary>The module as shipped, in out/PiecesOs. The tests import it through its manifest and use the assemblies that it loads.</summary>
public static class StagedModule
{
    /// <summary>The solution folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the module.</summary>
    public static string Folder { get; } = Path.Combine(Root, "out", "PiecesOs");

    /// <summary>The manifest.</summary>
    public static string Manifest { get; } = FindManifest();

    /// <summary>
    /// Resolves references to the module's assemblies to the staged files, because test folders contain no copies. A test assembly
    /// that uses types of the module must call this first.
    /// </summary>
    public static void ResolveAssemblies() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
    {
        var file = Path.Combine(Folder, "net8.0", name.Name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    };

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PiecesOs.Module.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        return folder.FullName;
    }

    private static string FindManifest()
    {
        var manifest = Path.Combine(Folder, "PiecesOs.psd1");
        return File.Exists(manifest) ? manifest : throw new FileNotFoundException("The module is not built. Run build.sh or build.ps1 first.", manifest);
    }
}
