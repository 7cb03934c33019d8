using System.Reflection;

namespace PiecesOs.Module;

/// <summary>Information about the module.</summary>
internal static class ModuleInfo
{
    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(ModuleInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
