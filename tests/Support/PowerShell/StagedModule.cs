using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PiecesOs.Tests.Support;

/// <summary>The module as shipped, in out/PiecesOs. The tests import it through its manifest and use the assemblies that it loads.</summary>
public static class StagedModule
{
    /// <summary>The context that <see cref="Assembly.LoadFile(string)"/> makes for the module.</summary>
    private static readonly Lazy<AssemblyLoadContext> s_context = new(LoadContext);

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the module.</summary>
    public static string Folder { get; } = Path.Combine(Root, "out", "PiecesOs");

    /// <summary>The folder of the assemblies for PowerShell 7.</summary>
    public static string AssemblyFolder { get; } = Path.Combine(Folder, "net8.0");

    /// <summary>The assemblies that PiecesOs.Loader loads: those that are compiled for this platform, and the others.</summary>
    public static IReadOnlyList<string> AssemblyFiles { get; } =
        [.. Directory.EnumerateFiles(AssemblyFolder, "*.dll").Select(static file => FindCompiled(file) ?? file)];

    /// <summary>The manifest.</summary>
    public static string Manifest { get; } = FindManifest();

    /// <summary>
    /// Resolves references to the module's assemblies to the staged files, as PiecesOs.Loader loads them: the same types. A test
    /// assembly that names types of the module calls this before it uses any.
    /// </summary>
    public static void ResolveAssemblies() => AssemblyLoadContext.Default.Resolving += static (_, name) =>
    {
        var file = AssemblyFiles.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name.Name);
        return file is null ? null : s_context.Value.LoadFromAssemblyPath(file);
    };

    private static AssemblyLoadContext LoadContext()
    {
        var main = AssemblyFiles.Single(static file => Path.GetFileName(file) == "PiecesOs.dll");
        var context = AssemblyLoadContext.GetLoadContext(Assembly.LoadFile(main))!;
        foreach (var file in AssemblyFiles)
            context.LoadFromAssemblyPath(file);
        return context;
    }

    private static string? FindCompiled(string file)
    {
        var compiled = Path.Combine(AssemblyFolder, RuntimeInformation.RuntimeIdentifier, Path.GetFileName(file));
        return File.Exists(compiled) ? compiled : null;
    }

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
