using System.Runtime.InteropServices;

namespace PiecesOs.Module;

/// <summary>Finds the <c>dotnet</c> program.</summary>
internal static class DotNetHost
{
    /// <summary>Its path: beside the runtime of this process, in <c>DOTNET_ROOT</c>, or the bare name to be looked up on PATH.</summary>
    public static string Find()
    {
        var name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "dotnet.exe" : "dotnet";
        var roots = new[]
        {
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."),
        };
        return roots.OfType<string>()
            .Where(static root => root.Length > 0)
            .Select(root => Path.GetFullPath(Path.Combine(root, name)))
            .FirstOrDefault(File.Exists) ?? name;
    }
}
